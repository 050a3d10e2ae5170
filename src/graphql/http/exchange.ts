import { ANYONE, type Client } from '../access/client.js';
import type { RateState } from '../limits/rate-limiter.js';
import type { Allowance, OperationTrace, RequestHead } from '../request-context.js';
import type { HttpRequest, HttpResponse } from './http-message.js';
import { requestIdOf } from './request-id.js';

/** One request and its answer on their way through the steps of the server. */
export class Exchange implements RequestHead {
  readonly startedAt = performance.now();
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  /** Without its question mark. */
  readonly search: string;
  readonly trace: OperationTrace = { errorCodes: new Set() };
  /** Set by the gate that authenticates. */
  client: Client = ANYONE;
  /** Set by the gate that limits rates. */
  allowance: Allowance | undefined;
  /** What is left of the client's rate, as the answer tells it. */
  rate: RateState | undefined;
  readonly #atEnd: (() => void)[] = [];
  #abort: AbortController | undefined;
  #isOver = false;
  #isAbandoned = false;

  constructor(request: HttpRequest, response: HttpResponse) {
    const url = request.url ?? '';
    const mark = url.indexOf('?');
    this.request = request;
    this.response = response;
    this.requestId = requestIdOf(request);
    this.method = request.method ?? '';
    this.path = mark < 0 ? url : url.slice(0, mark);
    this.search = mark < 0 ? '' : url.slice(mark + 1);
    response.once('close', () => this.#end());
  }

  /** Aborted when the client goes before its answer is sent. Made when it is asked for: few operations need one. */
  readonly signal = (): AbortSignal => {
    this.#abort ??= new AbortController();
    if (this.#isAbandoned) this.#abort.abort();
    return this.#abort.signal;
  };

  /** Whether the client has gone, so that nobody reads the answer. */
  readonly isAbandoned = (): boolean => this.#isAbandoned;

  /** Calls back once the answer is sent or the client has gone; at once where that has happened. */
  onEnd(callback: () => void): void {
    if (this.#isOver) callback();
    else this.#atEnd.push(callback);
  }

  #end(): void {
    this.#isOver = true;
    if (!this.response.writableEnded) {
      this.#isAbandoned = true;
      this.#abort?.abort();
    }
    for (const callback of this.#atEnd) callback();
  }
}
