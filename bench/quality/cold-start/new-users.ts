import { Random } from '../../../src/core/random.js';
import type { RunContext } from '../../../src/core/run-context.js';
import type { Dataset } from '../../../src/dataset/dataset.js';
import { restrictEvents } from '../../../src/dataset/restrict-events.js';
import { keepEventsOfPairs } from '../../../src/dataset/splits/keep-events-of-pairs.js';
import { attributesOf } from '../../../src/dataset/user-attributes.js';
import { transpose, type CsrMatrix } from '../../../src/linalg/csr.js';
import { keepEntries } from '../../../src/linalg/keep-entries.js';
import { blendModel } from '../../../src/models/blend/blend-model.js';
import { itemKnnModel } from '../../../src/models/baselines/item-knn-model.js';
import { rowsByComponent } from '../../../src/models/ranking/rows-by-component.js';
import { createRecommender } from '../../../src/recommend/create-recommender.js';
import { snapshotOfContents } from '../../../src/snapshot/snapshot-of-contents.js';
import { K, recallOf } from './recall.js';

/** What is told of a new user, one after the other. */
export const TOLD = [0, 1, 3, 5] as const;

/** recall@20 of each new user by how many of her interactions are told. */
export type NewUserRecalls = Readonly<Record<(typeof TOLD)[number], Float64Array>>;

/** Users of whom training sees nothing: items of each in the order in which they are told. */
export interface NewUsers {
  readonly train: Dataset;
  /** All that was ever done, by these users too. */
  readonly whole: Dataset;
  readonly items: ReadonlyMap<number, readonly number[]>;
}

const SEED = 1;
const MOST_TOLD = Math.max(...TOLD);

/**
 * A random tenth of the users who have twice as many items as are told: the earliest are told first, in random order
 * where no times are known. They are judged by all but the first five, however many are told. To choose by, another tenth
 * of those who are left: whoever chooses sees nothing of the first.
 */
export function holdOutUsers(whole: Dataset, side: 'validation' | 'test' = 'test'): NewUsers {
  const { interactions, events } = whole;
  const { indptr, indices } = interactions;
  const random = Random.stream(SEED, 'new users');
  const all = Int32Array.from({ length: interactions.rows }, (_, user) => user);
  const eligible = all.filter((user) => indptr[user + 1]! - indptr[user]! >= 2 * MOST_TOLD);
  const order = random.shuffle<Int32Array, number>(eligible);
  const tenth = Math.round(all.length / 10);
  const judged = side === 'test' ? order.subarray(0, tenth) : order.subarray(tenth, 2 * tenth);
  const hidden: number[] = [];
  const items = new Map<number, readonly number[]>();
  for (const user of order.subarray(0, side === 'test' ? tenth : 2 * tenth)) {
    const pairs = Array.from({ length: indptr[user + 1]! - indptr[user]! }, (_, place) => indptr[user]! + place);
    hidden.push(...pairs);
    if (!judged.includes(user)) continue;
    random.shuffle(pairs).sort((a, b) => events.at[events.offsets[a]!]! - events.at[events.offsets[b]!]!);
    items.set(
      user,
      pairs.map((pair) => indices[pair]!),
    );
  }
  return { train: withoutStrangers(restrictEvents(whole, keepEventsOfPairs(whole, hidden))), whole, items };
}

/** The dataset as if nothing described those who have no interaction: training does not know that there are such users. */
function withoutStrangers(dataset: Dataset): Dataset {
  const { interactions, userAttributes } = dataset;
  if (userAttributes === undefined) return dataset;
  const has = (user: number): boolean => interactions.indptr[user]! < interactions.indptr[user + 1]!;
  const edges = keepEntries(userAttributes.edges, has);
  return { ...dataset, userAttributes: { ...userAttributes, edges } };
}

/** The same split for whoever does not look at what describes the users. */
export function undescribedUsers(split: NewUsers): NewUsers {
  const train: { -readonly [Part in keyof Dataset]: Dataset[Part] } = { ...split.train };
  delete train.userAttributes;
  return { ...split, train };
}

/** Of what serving offers: popular items to whom nothing is known of, else a fold-in of her items and what describes her. */
export async function foldInRecalls({ train, whole, items }: NewUsers, run: RunContext): Promise<NewUserRecalls> {
  const { components, hyperparameters, metrics } = await blendModel().train(train, { ...run, seed: SEED });
  const contents = { dataset: train, exportedAt: 0, components, hyperparameters, seed: SEED, metrics };
  const recommender = await createRecommender(snapshotOfContents(contents));
  return forEachTold(items, (user, told, wanted) => {
    const described = train.userAttributes && { attributes: attributesOf(whole.userAttributes!, user) };
    const key = 'nobody that training saw';
    const current = told.map((item) => {
      return { userKey: key, itemKey: whole.items.keyAt(item), behavior: whole.behaviors[0]!, at: 0, weight: 1 };
    });
    const { entries } = recommender.recommend({ user: { key, revision: 0, current, ...described }, first: K });
    return entries.filter(({ itemIndex }) => wanted.has(itemIndex)).length / wanted.size;
  });
}

/** Of what most users have. */
export function popularityOfAll({ train, items }: NewUsers): NewUserRecalls {
  const counts = new Float32Array(train.items.size);
  for (const item of train.interactions.indices) counts[item]!++;
  return forEachTold(items, (_user, told, wanted) => recallOf(counts, without(told, counts.length), wanted));
}

/** Of what those have who share most values with her; of what most users have where nobody does. */
export function kinRecalls({ train, whole, items }: NewUsers): NewUserRecalls {
  const { indptr, indices } = train.interactions;
  const usersOf = transpose(train.userAttributes!.edges);
  const popular = new Float32Array(train.items.size);
  for (const item of indices) popular[item]!++;
  const most = Math.max(...popular) + 1;
  const edges = whole.userAttributes!.edges;
  return forEachTold(items, (user, told, wanted) => {
    const scores = popular.map((count) => count / most); // below any kin's
    for (const value of edges.indices.subarray(edges.indptr[user], edges.indptr[user + 1])) {
      for (const kin of usersOf.indices.subarray(usersOf.indptr[value], usersOf.indptr[value + 1])) {
        for (const item of indices.subarray(indptr[kin], indptr[kin + 1])) scores[item]!++;
      }
    }
    return recallOf(scores, without(told, scores.length), wanted);
  });
}

/** Of the neighbors of what is told; nothing is offered to whom nothing is told of. */
export async function neighborRecalls({ train, items }: NewUsers, run: RunContext): Promise<NewUserRecalls> {
  const { components } = await itemKnnModel().train(train, { ...run, seed: SEED });
  const recalls = { ...emptyRecalls(items.size) };
  for (const count of TOLD) {
    const told = toldMatrix(items, count, train);
    const rowOf = await rowsByComponent(components, told);
    for (const [place, [user, all]] of [...items].entries()) {
      const known = all.slice(0, count);
      if (count > 0)
        recalls[count][place] = recallOf(rowOf(user), without(known, told.columns), new Set(all.slice(MOST_TOLD)));
    }
  }
  return recalls;
}

function forEachTold(
  items: NewUsers['items'],
  recall: (user: number, told: readonly number[], wanted: ReadonlySet<number>) => number,
): NewUserRecalls {
  const recalls = emptyRecalls(items.size);
  for (const [place, [user, all]] of [...items].entries()) {
    const wanted = new Set(all.slice(MOST_TOLD));
    for (const count of TOLD) recalls[count][place] = recall(user, all.slice(0, count), wanted);
  }
  return recalls;
}

function emptyRecalls(users: number): Record<(typeof TOLD)[number], Float64Array> {
  const [none, one, three, five] = TOLD.map(() => new Float64Array(users));
  return { 0: none!, 1: one!, 3: three!, 5: five! };
}

function without(known: readonly number[], items: number): Uint8Array {
  const open = new Uint8Array(items).fill(1);
  for (const item of known) open[item] = 0;
  return open;
}

/** The first of each new user's items as interactions of hers. */
function toldMatrix(items: NewUsers['items'], count: number, { interactions }: Dataset): CsrMatrix {
  const indptr = new Int32Array(interactions.rows + 1);
  const indices: number[] = [];
  for (let user = 0; user < interactions.rows; user++) {
    indices.push(...(items.get(user) ?? []).slice(0, count).toSorted((a, b) => a - b));
    indptr[user + 1] = indices.length;
  }
  return { ...interactions, indptr, indices: Int32Array.from(indices), values: null };
}
