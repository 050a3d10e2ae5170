import { readFile } from 'node:fs/promises';
import type { AttributeWeights } from '../../../src/dataset/attribute-edges.js';

export const FROZEN_COLD_START = 'bench/quality/frozen/cold-start.json';

/** What was chosen on the validation side of a data set and committed before its test side was read. */
export interface FrozenColdStart {
  /** Of the blend. */
  readonly attributes: AttributeWeights;
  /** Of the content kNN: its attributes and its neighbors. */
  readonly content: { readonly attributes: AttributeWeights; readonly neighbors: number };
  /** How they were chosen, for people. */
  readonly chosen: string;
}

export const FROZEN_NEW_USERS = 'bench/quality/frozen/new-users.json';

/** The same of a data set whose users are described. */
export type FrozenNewUsers = Pick<FrozenColdStart, 'attributes' | 'chosen'>;

/** By data set. */
export async function frozenNewUsers(): Promise<Readonly<Record<string, FrozenNewUsers>>> {
  return JSON.parse(await readFile(FROZEN_NEW_USERS, 'utf8')) as Record<string, FrozenNewUsers>;
}

/** By data set. */
export async function frozenColdStart(): Promise<Readonly<Record<string, FrozenColdStart>>> {
  return JSON.parse(await readFile(FROZEN_COLD_START, 'utf8')) as Record<string, FrozenColdStart>;
}
