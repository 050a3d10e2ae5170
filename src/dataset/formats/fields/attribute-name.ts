import type { DescribedKind } from '../../../store/field-problems.js';

/** What else the store has of an item or a user beside attributes; the last no object can hold as an ordinary property. */
const RESERVED: Readonly<Record<DescribedKind, ReadonlySet<string>>> = {
  item: new Set(['key', 'title', 'embedding', 'embeddingVersion', '__proto__']),
  user: new Set(['key', 'revision', 'changedAt', 'embedding', 'embeddingVersion', '__proto__']),
};
const LONGEST = 64;

export function isAttributeName(name: string, kind: DescribedKind): boolean {
  return name !== '' && name.length <= LONGEST && !RESERVED[kind].has(name);
}
