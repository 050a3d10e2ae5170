/** The SHA-256 of a document of edgewise/client, by which every server knows it; undefined for other documents. */
export function documentHash(document: object): string | undefined {
  const { __meta__: meta } = document as { readonly __meta__?: { readonly hash?: unknown } };
  return typeof meta?.hash === 'string' ? meta.hash : undefined;
}
