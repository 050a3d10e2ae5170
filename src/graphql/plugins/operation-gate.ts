import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { GraphQLError, Kind, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { EdgewiseError, isEdgewiseError } from '../../core/errors.js';
import { type GatedOperation, RateLimitedError } from '../limits/operation-gate.js';
import type { RequestContext } from '../request-context.js';

const STATUS: Readonly<Record<string, number>> = { FORBIDDEN: 403, DOCUMENT_NOT_TRUSTED: 403, RATE_LIMITED: 429 };

/**
 * Lets operations through the gate before anything of them runs, and tells clients what they cost:
 * `extensions.cost`, with the limit. Subscriptions are refused: they are answered elsewhere.
 */
export function operationGatePlugin(
  pass: (operation: GatedOperation) => void,
  costLimit: number,
): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, source, document, operation, request, contextValue }) => {
        if (operation === undefined) return; // graphql-js says which names there are
        const { client, allowance, trace } = contextValue;
        try {
          if (operation.operation === OperationTypeNode.SUBSCRIPTION) throw notHere();
          pass({ schema, source, document, operation, variables: request.variables ?? {}, client, allowance, trace });
        } catch (error) {
          if (isEdgewiseError(error, 'FORBIDDEN')) await auditRefusal(operation, contextValue);
          throw error instanceof EdgewiseError ? withStatus(error) : error;
        }
      },
      willSendResponse: async ({ response, contextValue }) => {
        const { cost } = contextValue.trace;
        if (cost === undefined || response.body.kind !== 'single') return;
        const result = response.body.singleResult;
        result.extensions = { ...result.extensions, cost: { rows: cost, limit: costLimit } };
      },
    }),
  };
}

/** A write that was not allowed is worth as much notice as one that was. */
async function auditRefusal(
  { operation, selectionSet }: OperationDefinitionNode,
  context: RequestContext,
): Promise<void> {
  if (operation !== OperationTypeNode.MUTATION) return;
  const { requestId, client, backend } = context;
  for (const selection of selectionSet.selections) {
    const action = selection.kind === Kind.FIELD ? selection.name.value : 'a fragment of mutations';
    await backend.audit.write({ requestId, client: client.id, action, outcome: 'refused', code: 'FORBIDDEN' });
  }
}

function notHere(): EdgewiseError {
  return new EdgewiseError('SUBSCRIPTION_NOT_HERE', 'Subscriptions are not answered here.');
}

function withStatus(error: EdgewiseError): GraphQLError {
  const retry = error instanceof RateLimitedError ? [['retry-after', String(error.retrySeconds)] as const] : [];
  return new GraphQLError(error.message, {
    extensions: { http: { status: STATUS[error.code] ?? 400, headers: new HeaderMap(retry) } },
    originalError: error,
  });
}
