import { readFile } from 'node:fs/promises';
import type { Configuration } from '../../src/tune/search-space.js';

/** What differs from the defaults, as it was chosen on validation and committed before a test side was read. */
export interface FrozenSettings {
  readonly settings: Configuration;
  /** How they were chosen, for people. */
  readonly chosen: string;
}

/** By row of `npm run bench -- quality` and `quality-full`. */
export const FROZEN_PUBLISHED = 'bench/quality/frozen/published.json';
/** By model. */
export const FROZEN_LASTFM = 'bench/quality/frozen/lastfm-hetrec.json';

export async function frozenSettings(path: string): Promise<Readonly<Record<string, FrozenSettings>>> {
  return JSON.parse(await readFile(path, 'utf8')) as Record<string, FrozenSettings>;
}
