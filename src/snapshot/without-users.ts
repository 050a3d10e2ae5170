import { KeyIndex } from '../dataset/key-index.js';
import type { Dataset, PairEvents } from '../dataset/dataset.js';
import { datasetFingerprint } from '../dataset/fingerprint.js';
import { attributesOfUsers, type UserAttributes } from '../dataset/user-attributes.js';
import type { CsrMatrix } from '../linalg/csr.js';
import { COMPONENT_KINDS, type ArrayRule, type RowAxis } from './component-kinds.js';
import type { Component, NamedArray, NumericArray, SnapshotContents } from './contents.js';

/**
 * Contents without some users: their keys, revisions, interactions, events, attributes and rows of every table are gone, and
 * so are values of attributes that they alone had. The others keep theirs and move up. Counts of distinct users per item go down by theirs. What others' vectors and the items'
 * learned from them stays until the next training.
 */
export function withoutUsers(contents: SnapshotContents, erased: ReadonlySet<number>): SnapshotContents {
  if (erased.size === 0) return contents;
  const { dataset } = contents;
  const kept = Int32Array.from(dataset.users.keys.keys()).filter((user) => !erased.has(user));
  const described = dataset.userAttributes && attributesOfUsers(dataset.userAttributes, kept);
  const rowsOf = keptRows(dataset, kept, described?.kept ?? new Int32Array());
  return {
    ...contents,
    dataset: datasetOf(dataset, kept, described?.attributes),
    components: contents.components.map((component) => componentOf(component, dataset, rowsOf, erased)),
  };
}

function datasetOf(dataset: Dataset, kept: Int32Array, userAttributes: UserAttributes | undefined): Dataset {
  const { users, items, interactions, events, behaviors, weighting, targetBehavior, projection, attributes } = dataset;
  const entries = concatenate(kept, (user) => [interactions.indptr[user]!, interactions.indptr[user + 1]!]);
  const parts = {
    users: new KeyIndex(Array.from(kept, (user) => users.keyAt(user))),
    items,
    interactions: interactionsOf(interactions, kept, entries),
    events: eventsOf(events, entries),
    behaviors,
    weighting,
    ...(targetBehavior !== undefined && { targetBehavior }),
    ...(projection !== undefined && { projection }),
    ...(attributes !== undefined && { attributes }),
    ...(userAttributes !== undefined && { userAttributes }),
  };
  return {
    ...parts,
    userRevisions: Uint32Array.from(kept, (user) => dataset.userRevisions[user]!),
    itemRecords: dataset.itemRecords,
    fingerprint: datasetFingerprint(parts),
  };
}

function interactionsOf(matrix: CsrMatrix, kept: Int32Array, entries: Int32Array): CsrMatrix {
  const { columns, indptr, indices, values } = matrix;
  return {
    rows: kept.length,
    columns,
    indptr: runningSum(kept, (user) => indptr[user + 1]! - indptr[user]!),
    indices: entries.map((entry) => indices[entry]!),
    values: values === null ? null : Float32Array.from(entries, (entry) => values[entry]!),
  };
}

function eventsOf({ offsets, behaviors, at, weights }: PairEvents, entries: Int32Array): PairEvents {
  const events = concatenate(entries, (entry) => [offsets[entry]!, offsets[entry + 1]!]);
  return {
    offsets: runningSum(entries, (entry) => offsets[entry + 1]! - offsets[entry]!),
    behaviors: Uint8Array.from(events, (event) => behaviors[event]!),
    at: Float64Array.from(events, (event) => at[event]!),
    weights: Float32Array.from(events, (event) => weights[event]!),
  };
}

function componentOf(component: Component, dataset: Dataset, rowsOf: KeptRows, erased: ReadonlySet<number>): Component {
  const rules = COMPONENT_KINDS[component.kind]!; // the kind was checked when the contents were read
  const arrays = Object.entries(component.arrays).map(
    ([name, array]) => [name, arrayOf(array, rules[name]!, dataset, rowsOf, erased)] as const,
  );
  return { ...component, arrays: Object.fromEntries(arrays) };
}

function arrayOf(
  named: NamedArray,
  { rows, countsUsers }: ArrayRule,
  dataset: Dataset,
  rowsOf: KeptRows,
  erased: ReadonlySet<number>,
): NamedArray {
  if (rows !== 'items') return withRows(named, rowsOf[rows]);
  return countsUsers === true ? countsWithout(named, dataset.interactions, erased) : named;
}

/** The rows that stay, along each axis that an erasure shortens. */
type KeptRows = Readonly<Record<Exclude<RowAxis, 'items'>, Int32Array>>;

/** `values`: those of users' attributes. */
function keptRows(dataset: Dataset, users: Int32Array, values: Int32Array): KeptRows {
  const firstItem = dataset.users.size + (dataset.attributes?.nodes.size ?? 0);
  const columns = [...dataset.items.keys.keys(), ...values.map((value) => dataset.items.size + value)];
  const valuesOfItems = Array.from(dataset.attributes?.nodes.keys.keys() ?? [], (value) => dataset.users.size + value);
  return {
    users,
    columns: Int32Array.from(columns),
    nodes: Int32Array.from([...users, ...valuesOfItems, ...columns.map((column) => firstItem + column)]),
  };
}

function withRows({ array, shape }: NamedArray, kept: Int32Array): NamedArray {
  const width = array.length === 0 ? 0 : array.length / shape[0]!;
  const result = array.slice(0, kept.length * width);
  for (const [place, row] of kept.entries()) result.set(rowOf(array, row, width), place * width);
  return { array: result, shape: [kept.length, ...shape.slice(1)] };
}

function rowOf(array: NumericArray, row: number, width: number): NumericArray {
  return array.subarray(row * width, (row + 1) * width);
}

function countsWithout({ array, shape }: NamedArray, interactions: CsrMatrix, erased: ReadonlySet<number>): NamedArray {
  const counts = array.slice();
  for (const user of erased) {
    for (let entry = interactions.indptr[user]!; entry < interactions.indptr[user + 1]!; entry++) {
      counts[interactions.indices[entry]!]!--;
    }
  }
  return { array: counts, shape };
}

/** The integers of the ranges [start, end) that the keys name, one range after another. */
function concatenate(keys: Int32Array, rangeOf: (key: number) => readonly [number, number]): Int32Array {
  const total = keys.reduce((sum, key) => sum + rangeOf(key)[1] - rangeOf(key)[0], 0);
  const result = new Int32Array(total);
  let filled = 0;
  for (const key of keys) {
    const [start, end] = rangeOf(key);
    for (let value = start; value < end; value++) result[filled++] = value;
  }
  return result;
}

/** Offsets that begin at 0 and grow by the length of each key. */
function runningSum(keys: Int32Array, lengthOf: (key: number) => number): Int32Array {
  const offsets = new Int32Array(keys.length + 1);
  for (const [index, key] of keys.entries()) offsets[index + 1] = offsets[index]! + lengthOf(key);
  return offsets;
}
