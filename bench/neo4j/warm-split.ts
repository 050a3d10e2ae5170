import { readFile, writeFile } from 'node:fs/promises';
import { Random } from '../../src/core/random.js';
import { GOWALLA_TRAIN } from '../main-job/gowalla.js';

/** Gowalla's training interactions of some users in three parts; the first two are files of the same format. */
export interface WarmSplit {
  /** What the store holds at first. */
  readonly before: string;
  /** What comes then: about a percent, a third of it all that some users have. */
  readonly fresh: string;
  /** User key → keys of items that no store ever holds. */
  readonly heldOut: ReadonlyMap<string, readonly string[]>;
  readonly pairs: number;
  readonly freshPairs: number;
}

/** One user in three. */
const USERS = 3;
/** A tenth of each user's pairs is held out. */
const HELD_OUT = 10;
const NEW_PAIRS = 0.007;
const NEW_USERS = 0.003;

/** Reads the published training file alone. */
export async function splitForWarmStart(path: (name: string) => string): Promise<WarmSplit> {
  const random = Random.stream(7, 'warm split');
  const before: string[] = [];
  const fresh: string[] = [];
  const heldOut = new Map<string, readonly string[]>();
  let pairs = 0;
  let freshPairs = 0;
  for (const [line, text] of (await readFile(GOWALLA_TRAIN, 'utf8')).trimEnd().split('\n').entries()) {
    if (line % USERS !== 0) continue;
    const [user, ...items] = text.trim().split(' ');
    random.shuffle(items);
    const known = items.slice(Math.floor(items.length / HELD_OUT));
    heldOut.set(user!, items.slice(0, items.length - known.length));
    const isNew = random.float() < NEW_USERS;
    const [late, early] = parted(known, () => isNew || random.float() < NEW_PAIRS);
    if (early.length > 0) before.push([user, ...early].join(' '));
    if (late.length > 0) fresh.push([user, ...late].join(' '));
    pairs += known.length;
    freshPairs += late.length;
  }
  await writeFile(path('before.txt'), `${before.join('\n')}\n`);
  await writeFile(path('fresh.txt'), `${fresh.join('\n')}\n`);
  return { before: path('before.txt'), fresh: path('fresh.txt'), heldOut, pairs, freshPairs };
}

function parted(values: readonly string[], isFirst: () => boolean): [first: string[], second: string[]] {
  const parts: [string[], string[]] = [[], []];
  for (const value of values) parts[isFirst() ? 0 : 1].push(value);
  return parts;
}
