/** What a posted body asks for. */
export interface PostedOperation {
  /** The document as its client wrote it. */
  readonly source: string;
  readonly name: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

/** Undefined for what is not a plain operation with its text: the long way says what is wrong, or knows it by its hash. */
export function postedOperation(body: unknown): PostedOperation | undefined {
  if (!isRecord(body)) return undefined;
  const { query, operationName = null, variables = null, extensions = null } = body;
  if (typeof query !== 'string') return undefined;
  if (operationName !== null && typeof operationName !== 'string') return undefined;
  if (variables !== null && !isRecord(variables)) return undefined;
  if (extensions !== null && !(isRecord(extensions) && extensions['persistedQuery'] === undefined)) return undefined;
  return { source: query, name: operationName ?? undefined, variables: variables ?? undefined };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
