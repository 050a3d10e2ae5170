/** An item has the first two beside its attributes; the third no object can hold as an ordinary property. */
const RESERVED: ReadonlySet<string> = new Set(['key', 'title', '__proto__']);
const LONGEST = 64;

export function isAttributeName(name: string): boolean {
  return name !== '' && name.length <= LONGEST && !RESERVED.has(name);
}
