/** Consecutive pieces of at most `size` entries: what one statement takes at a time. */
export function* slices<Entry>(entries: readonly Entry[], size: number): Generator<readonly Entry[]> {
  for (let start = 0; start < entries.length; start += size) yield entries.slice(start, start + size);
}
