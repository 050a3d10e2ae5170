/** What a posted body asks for. */
export interface PostedOperation {
  /** The document as its client wrote it. */
  readonly source: string;
  readonly name: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Undefined for what is not a plain operation with its text or its hash alone (`textOf` knows the text of a hash): the long
 * way says what is wrong with it, or registers what comes with both.
 */
export function postedOperation(
  body: unknown,
  textOf: (hash: string) => string | undefined,
): PostedOperation | undefined {
  if (!isRecord(body)) return undefined;
  const { query, operationName = null, variables = null, extensions = null } = body;
  if (operationName !== null && typeof operationName !== 'string') return undefined;
  if (variables !== null && !isRecord(variables)) return undefined;
  if (extensions !== null && !isRecord(extensions)) return undefined;
  const source = sourceOf(query, extensions?.['persistedQuery'], textOf);
  if (source === undefined) return undefined;
  return { source, name: operationName ?? undefined, variables: variables ?? undefined };
}

function sourceOf(
  query: unknown,
  persisted: unknown,
  textOf: (hash: string) => string | undefined,
): string | undefined {
  if (typeof query === 'string') return persisted === undefined ? query : undefined;
  if (query !== undefined || !isRecord(persisted)) return undefined;
  const { version, sha256Hash } = persisted;
  return version === 1 && typeof sha256Hash === 'string' ? textOf(sha256Hash) : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
