import type { ExecutionResult } from 'graphql';
import { canCoerce } from '../execution/compiled-operations.js';
import { formatExecutionError } from '../execution/format-execution-error.js';
import { traceErrors } from '../execution/trace-errors.js';
import { hideSchema } from '../limits/hidden-schema.js';
import { createRequestContext, type RequestContext, type RequestHead } from '../request-context.js';
import type { ServerParts } from '../server-parts.js';
import type { Exchange } from './exchange.js';
import { postedOperation } from './posted-operation.js';
import type { Reply } from './reply.js';

/** Answers a request through Apollo's pipeline. */
export type LongWay = (head: RequestHead) => Promise<Reply>;

/** Answers a posted body, if need be by the long way. */
export type AnswerPosted = (exchange: Exchange, body: unknown, longWay: LongWay) => Reply | Promise<Reply>;

/**
 * The short way for operations that came through Apollo's pipeline before and were compiled: their documents were parsed
 * and validated then. What hangs on the request is asked as it is there: what its client may ask, what its variables hold
 * and cost, what is left of the client's rate. Whatever is refused, does not fit or is out of the ordinary (a hash that is
 * to be registered, another media type) takes the long way, which answers it in its own words.
 */
export function answerKnown(parts: ServerParts): AnswerPosted {
  const { operations, backend, served, schema, documents, passOperation } = parts;
  return (exchange, body, longWay) => {
    const headers = HEADERS.get(exchange.request.headers.accept);
    const asked = headers && postedOperation(body, documents.textOf);
    const known = asked && operations?.known(asked.source, asked.name);
    if (known === undefined || !canCoerce(asked?.variables)) return longWay(exchange);
    const { source, document, operation } = known;
    const { client, allowance, trace } = exchange;
    const { variables = {} } = asked!;
    try {
      passOperation({ schema, source, document, operation, variables, client, allowance, trace });
    } catch {
      return longWay(exchange); // nothing was taken of the client's rate
    }
    if (operation.name !== undefined) trace.operationName = operation.name.value;
    const context = createRequestContext(backend, served.current, exchange);
    const answered = (result: ExecutionResult): Reply | Promise<Reply> => {
      // Nothing ran: the variables do not fit. They were charged for.
      if (!('data' in result)) return longWay({ ...headOf(exchange), allowance: undefined });
      backend.observer.cacheLookedUp('compiled-operations', true);
      return { status: 200, headers: headers!, body: bodyOf(result, context, parts) };
    };
    const result = known.run(undefined, context, variables);
    return 'then' in result ? result.then(answered) : answered(result);
  };
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const RESPONSE_TYPE = { 'content-type': 'application/graphql-response+json; charset=utf-8' };

/** What clients usually accept, and the headers of their answers. Others' wishes are weighed by Apollo. */
const HEADERS: ReadonlyMap<string | undefined, Readonly<Record<string, string>>> = new Map([
  [undefined, JSON_TYPE],
  ['*/*', JSON_TYPE],
  ['application/json', JSON_TYPE],
  ['application/graphql-response+json', RESPONSE_TYPE],
  ['application/graphql-response+json, application/json', RESPONSE_TYPE],
  ['application/graphql-response+json,application/json;q=0.9', RESPONSE_TYPE], // Apollo Client
]);

/** As Apollo writes it: errors first. */
function bodyOf(
  { data = null, errors }: ExecutionResult,
  context: RequestContext,
  { limits, introspection }: ServerParts,
): string {
  const extensions = { cost: { rows: context.trace.cost, limit: limits.cost } };
  if (errors === undefined) return `${JSON.stringify({ data, extensions })}\n`;
  const traced = traceErrors(errors.map(formatExecutionError), errors, context);
  return `${JSON.stringify({ errors: introspection ? traced : hideSchema(traced), data, extensions })}\n`;
}

function headOf({ requestId, isAbandoned, signal, client, allowance, trace }: Exchange): RequestHead {
  return { requestId, isAbandoned, signal, client, allowance, trace };
}
