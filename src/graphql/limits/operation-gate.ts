import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { EdgewiseError } from '../../core/errors.js';
import { authorize } from '../access/authorize.js';
import type { Client } from '../access/client.js';
import type { DocumentPolicy } from '../documents/document-policy.js';
import type { Allowance, OperationTrace } from '../request-context.js';
import { assertInputSizes } from './input-sizes.js';
import { knownCost } from './known-cost.js';
import { rateSentence } from './rate-limiter.js';
import type { ServerLimits } from './server-limits.js';

/** An operation of a valid document, about to run. */
export interface GatedOperation {
  readonly schema: GraphQLSchema;
  readonly source: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As the client sent them, not yet coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly client: Client;
  readonly allowance: Allowance | undefined;
  readonly trace: OperationTrace;
}

/** RATE_LIMITED, with when to try again. */
export class RateLimitedError extends EdgewiseError {
  readonly retrySeconds: number;

  constructor(message: string, retrySeconds: number) {
    super('RATE_LIMITED', message);
    this.retrySeconds = retrySeconds;
  }
}

/**
 * What every operation passes before anything of it runs, on whatever way it came and whoever executes it: its document
 * is trusted, its client may ask it, its variables and cost are within the limits, and the cost is taken from its client's
 * rate. Errors: DOCUMENT_NOT_TRUSTED, FORBIDDEN, QUERY_TOO_LARGE, RATE_LIMITED.
 */
export function createOperationGate(
  limits: ServerLimits,
  documents: DocumentPolicy,
): (operation: GatedOperation) => void {
  return (given) => {
    documents.assertAllowed(given.source);
    authorize(given, given.client);
    assertInputSizes(given.variables, limits);
    const cost = knownCost(given);
    given.trace.cost = cost;
    if (cost > limits.cost) {
      const message = `The query may return ${cost} rows; the limit is ${limits.cost}. Ask for smaller pages or less below them.`;
      throw new EdgewiseError('QUERY_TOO_LARGE', message);
    }
    // One was taken when the request was let in.
    const state = cost > 1 ? given.allowance?.charge(cost - 1) : undefined;
    if (state?.isAllowed === false) throw new RateLimitedError(rateSentence(state), state.resetSeconds);
  };
}
