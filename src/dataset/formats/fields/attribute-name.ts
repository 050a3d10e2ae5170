/** An item has the first four beside its attributes; the last no object can hold as an ordinary property. */
const RESERVED: ReadonlySet<string> = new Set(['key', 'title', 'embedding', 'embeddingVersion', '__proto__']);
const LONGEST = 64;

export function isAttributeName(name: string): boolean {
  return name !== '' && name.length <= LONGEST && !RESERVED.has(name);
}
