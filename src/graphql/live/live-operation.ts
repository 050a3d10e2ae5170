import {
  createSourceEventStream,
  type DocumentNode,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLFormattedError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { EdgewiseError, isEdgewiseError } from '../../core/errors.js';
import { hideSchema } from '../limits/hidden-schema.js';
import { presentError, thrownBy } from '../present-error.js';
import { createRequestContext, type RequestHead } from '../request-context.js';
import type { ServerParts } from '../server-parts.js';
import { mapResults } from './map-results.js';

/** What a client sends to subscribe, whichever way it came. */
export interface LiveRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** A subscription that runs. */
export interface LiveOperation {
  readonly args: ExecutionArgs;
  /** An answer for every event. */
  readonly results: AsyncIterableIterator<FormattedExecutionResult, undefined>;
}

/**
 * Starts a subscription: the limits, access rules and document policy of queries hold for it too. Every event is answered
 * from the snapshot that is served when it happens. Errors for the client, all of them at once.
 */
export async function startLive(
  parts: ServerParts,
  head: RequestHead,
  request: LiveRequest,
): Promise<LiveOperation | readonly GraphQLFormattedError[]> {
  try {
    const checked = prepared(parts, head, request);
    if (!('args' in checked)) return checked;
    const { args, field } = checked;
    const source = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in source)) return (source.errors ?? []).map(refusedBySource);
    const results = mapResults(source, async (event) => {
      const result = await execute({ ...args, rootValue: event, contextValue: contextOf(parts, head) });
      parts.live.connections.told(field);
      return presented(result, parts, head);
    });
    return { args, results };
  } catch (error) {
    if (!isEdgewiseError(error)) {
      parts.backend.log.error({ requestId: head.requestId, err: error }, 'A subscription failed.');
    }
    const originalError = error instanceof Error ? error : new Error(String(error));
    return [shown(new GraphQLError(originalError.message, { originalError }))];
  }
}

/** What is to be executed and the field that it asks for; or what is wrong with it. What the gate refuses is thrown. */
function prepared(
  parts: ServerParts,
  head: RequestHead,
  { query, operationName = null, variables: given }: LiveRequest,
): { readonly args: ExecutionArgs; readonly field: string } | readonly GraphQLFormattedError[] {
  const { schema, limits, documentRules, introspection } = parts;
  const document = parsed(query, limits.tokens);
  if (document instanceof GraphQLError) return [shown(coded(document, 'GRAPHQL_PARSE_FAILED'))];
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
    throw new EdgewiseError('NOT_A_SUBSCRIPTION', 'Only one subscription at a time is answered here.');
  }
  const found = validate(schema, document, [...specifiedRules, ...documentRules], { maxErrors: limits.errors });
  if (found.length > 0) {
    const errors = found.map((error) => shown(coded(error, 'GRAPHQL_VALIDATION_FAILED')));
    return introspection ? errors : hideSchema(errors);
  }
  if (operation.name !== undefined) head.trace.operationName = operation.name.value;
  const variables = given ?? {};
  const { client, allowance, trace } = head;
  parts.passOperation({ schema, source: query, document, operation, variables, client, allowance, trace });
  const args = { schema, document, operationName, variableValues: variables, contextValue: contextOf(parts, head) };
  return { args, field: rootField(operation) };
}

function parsed(query: string, maxTokens: number): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxTokens });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/** What no resolver threw is wrong with the variables. */
function refusedBySource(error: GraphQLError): GraphQLFormattedError {
  return shown(error.originalError === undefined ? coded(error, 'BAD_USER_INPUT') : error);
}

/** Validation lets a subscription have one field only. */
function rootField({ selectionSet }: OperationDefinitionNode): string {
  const [selection] = selectionSet.selections;
  return selection?.kind === Kind.FIELD ? selection.name.value : 'other';
}

function contextOf({ backend, served }: ServerParts, head: RequestHead): ReturnType<typeof createRequestContext> {
  return createRequestContext(backend, served.current, head);
}

/** As queries are answered: codes and messages for clients, the rest for the log. */
function presented(result: ExecutionResult, { backend }: ServerParts, head: RequestHead): FormattedExecutionResult {
  const { errors: raised, ...rest } = result;
  if (raised === undefined) return rest;
  const errors = raised.map((error) => {
    const formatted = shown(error);
    head.trace.errorCodes.add(String(formatted.extensions?.['code']));
    if (formatted.extensions?.['code'] === 'INTERNAL') {
      backend.log.error({ requestId: head.requestId, path: error.path, err: thrownBy(error) }, 'A field failed.');
    }
    return formatted;
  });
  return { ...rest, errors };
}

function shown(error: GraphQLError): GraphQLFormattedError {
  return presentError(error.toJSON(), error);
}

function coded(error: GraphQLError, code: string): GraphQLError {
  const { nodes = null, source = null, positions = null } = error;
  return new GraphQLError(error.message, {
    nodes,
    source,
    positions,
    originalError: error.originalError,
    extensions: { code },
  });
}
