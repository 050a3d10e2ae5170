import { Random } from '../../../src/core/random.js';
import type { RunContext } from '../../../src/core/run-context.js';
import type { Dataset } from '../../../src/dataset/dataset.js';
import { restrictEvents } from '../../../src/dataset/restrict-events.js';
import { keepEarlier } from '../../../src/dataset/splits/keep-earlier.js';
import { keepEventsOfPairs } from '../../../src/dataset/splits/keep-events-of-pairs.js';
import { wholeGraph } from '../../../src/dataset/whole-graph.js';
import { hasEntry, type CsrMatrix } from '../../../src/linalg/csr.js';
import { blendModel } from '../../../src/models/blend/blend-model.js';
import { rowsByComponent, type ScoreRow } from '../../../src/models/ranking/rows-by-component.js';
import { contentRows } from './content-knn.js';
import { recallOf } from './recall.js';

/** Items whose interactions training does not see, and who has them. */
export interface NewItems {
  readonly train: Dataset;
  /** 1 for each new item. [I] */
  readonly isNew: Uint8Array;
  /** User → her new items, of those who have interactions left. */
  readonly wanted: ReadonlyMap<number, ReadonlySet<number>>;
  /** User → the last tenth of her other items, held out too, of those who have as many. */
  readonly known: ReadonlyMap<number, ReadonlySet<number>>;
}

/** recall@20 of each user who has a new item, and of known items. */
export interface NewItemRecalls {
  /** Her new items ranked in the whole catalog without what she has. */
  readonly catalog: Float64Array;
  /** Among the new items alone. */
  readonly among: Float64Array;
  /** Of users' last known items, in the whole catalog. */
  readonly known: Float64Array;
}

const SEED = 1;

/**
 * A random tenth of the items is held out. To choose by, another tenth of what is left: whoever chooses never sees the
 * first one's interactions.
 */
export function holdOutItems(dataset: Dataset, side: 'validation' | 'test'): NewItems {
  const { items, interactions } = dataset;
  const order = Random.stream(SEED, 'new items').shuffle<Int32Array, number>(Int32Array.from(items.keys.keys()));
  const tenth = Math.round(items.size / 10);
  const hidden = new Set(order.subarray(0, side === 'test' ? tenth : 2 * tenth));
  const judged = side === 'test' ? hidden : new Set(order.subarray(tenth, 2 * tenth));
  const pairs = Array.from(interactions.indices.keys()).filter((pair) => hidden.has(interactions.indices[pair]!));
  const left = restrictEvents(dataset, keepEventsOfPairs(dataset, pairs));
  const train = restrictEvents(
    left,
    keepEarlier(left, (count) => Math.floor(count / 10)),
  );
  const isTrained = (user: number): boolean => train.interactions.indptr[user]! < train.interactions.indptr[user + 1]!;
  const among = (user: number, of: CsrMatrix, isMeant: (item: number) => boolean): ReadonlySet<number> =>
    new Set(isTrained(user) ? of.indices.subarray(of.indptr[user], of.indptr[user + 1]).filter(isMeant) : []);
  const everyone = Array.from(dataset.users.keys, (_, user) => user);
  const ofUsers = (itemsOf: (user: number) => ReadonlySet<number>) =>
    new Map(everyone.map((user) => [user, itemsOf(user)] as const).filter(([, items]) => items.size > 0));
  return {
    train,
    isNew: Uint8Array.from(items.keys, (_, item) => (judged.has(item) ? 1 : 0)),
    wanted: ofUsers((user) => among(user, interactions, (item) => judged.has(item))),
    known: ofUsers((user) => among(user, left.interactions, (item) => !hasEntry(train.interactions, user, item))),
  };
}

/** Of the default blend, with the attributes of the dataset in its graph where there are any. */
export async function blendRecalls(split: NewItems, run: RunContext): Promise<NewItemRecalls> {
  const { train } = split;
  const { components } = await blendModel().train(train, { ...run, seed: SEED });
  return recallsOf(split, await rowsByComponent(components, train.interactions, wholeGraph(train)));
}

/** The same split for whoever does not look at what describes the items. */
export function undescribed(split: NewItems): NewItems {
  const train: { -readonly [Part in keyof Dataset]: Dataset[Part] } = { ...split.train };
  delete train.attributes;
  return { ...split, train };
}

export async function contentRecalls(split: NewItems, neighbors: number, run: RunContext): Promise<NewItemRecalls> {
  return recallsOf(split, await contentRows(split.train, neighbors, run));
}

/** Of ranking by how many users items have: none, for all that are new. */
export function popularityRecalls(split: NewItems): NewItemRecalls {
  const counts = new Float32Array(split.train.items.size);
  for (const item of split.train.interactions.indices) counts[item]!++;
  return recallsOf(split, () => counts);
}

function recallsOf({ train, isNew, wanted, known }: NewItems, rowOf: ScoreRow): NewItemRecalls {
  const { indptr, indices } = train.interactions;
  const openTo = (user: number): Uint8Array => {
    const open = new Uint8Array(isNew.length).fill(1);
    for (const item of indices.subarray(indptr[user], indptr[user + 1])) open[item] = 0;
    return open;
  };
  const over = (users: NewItems['wanted'], takesPart: (user: number) => Uint8Array): Float64Array =>
    Float64Array.from(users, ([user, items]) => recallOf(rowOf(user), takesPart(user), items));
  return { catalog: over(wanted, openTo), among: over(wanted, () => isNew), known: over(known, openTo) };
}
