import { createServer, type Server } from 'node:http';
import type { ServerLimits } from '../limits/server-limits.js';
import { drain } from './drain.js';
import { listen } from './listen.js';
import { createRequestListener, type ListenerOptions } from './request-listener.js';

/** An address at which requests are answered. */
export class HttpAddress {
  readonly #server: Server;
  readonly #host: string;
  #port: number;

  /** Listens at once. Errors: BIND_FAILED. */
  static async open(
    { host, port }: { readonly host: string; readonly port: number },
    limits: ServerLimits,
    options: ListenerOptions,
  ): Promise<HttpAddress> {
    const address = new HttpAddress(createServer(timeouts(limits), createRequestListener(options)), host);
    address.#port = await listen(address.#server, host, port);
    return address;
  }

  private constructor(server: Server, host: string) {
    this.#server = server;
    this.#host = host;
    this.#port = 0;
  }

  /** `http://HOST:PORT`, without a slash at its end. */
  get origin(): string {
    const name = this.#host.includes(':') ? `[${this.#host}]` : this.#host;
    return `http://${name}:${this.#port}`;
  }

  /** Finishes running requests, at most so long, then closes every connection. Resolves with whether all finished. */
  close(milliseconds: number): Promise<boolean> {
    return drain(this.#server, milliseconds);
  }
}

function timeouts(limits: ServerLimits): NonNullable<Parameters<typeof createServer>[0]> {
  return {
    headersTimeout: limits.headersMilliseconds,
    requestTimeout: limits.requestMilliseconds,
    keepAliveTimeout: limits.keepAliveMilliseconds,
    // How often node looks for requests past their time; half the shortest is soon enough.
    connectionsCheckingInterval: Math.ceil(Math.min(limits.headersMilliseconds, limits.requestMilliseconds) / 2),
  };
}
