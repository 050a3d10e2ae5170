import { compareKeys } from '../core/key-order.js';
import { EdgewiseError } from '../core/errors.js';
import { inParts } from '../core/in-parts.js';
import type { Dataset, PairEvents } from '../dataset/dataset.js';
import type { UserAttributes } from '../dataset/user-attributes.js';
import { assertCsrLengths, assertCsrRows, type CsrMatrix } from '../linalg/csr.js';
import { arrayType } from './array-bytes.js';
import { axisLength, COMPONENT_KINDS, type ArrayRule } from './component-kinds.js';
import type { Component, NamedArray, NumericArray, SnapshotContents } from './contents.js';

/** What is checked in about a millisecond. */
const ROWS_AT_A_TIME = 4096;
const VALUES_AT_A_TIME = 2 ** 18;

/**
 * Throws SNAPSHOT_INVALID with the field unless everything fits together: keys ascend, shapes agree, indices are in
 * range and every number is finite. Publishing asks before it writes, opening after it has read. Lets an event loop
 * that serves requests have its turn between the parts that take long.
 */
export async function checkContents(contents: SnapshotContents): Promise<void> {
  const { dataset, components, exportedAt, seed, hyperparameters, metrics } = contents;
  require(Number.isSafeInteger(exportedAt) && exportedAt >= 0, 'exportedAt', 'is not a whole number of milliseconds');
  checkScalars({ seed }, 'contents');
  checkScalars(hyperparameters, 'hyperparameters');
  checkScalars(metrics, 'metrics');
  await checkKeys(dataset);
  await checkInteractions(dataset);
  if (dataset.userAttributes !== undefined) await checkUserAttributes(dataset, dataset.userAttributes);
  await checkEvents(dataset.events, dataset.interactions.indices.length, dataset.behaviors.length);
  for (const [index, component] of components.entries()) {
    await checkComponent(component, `components.${index}`, dataset);
    checkParts(component, `components.${index}`, components);
  }
}

/** JSON has no NaN and no infinity: they would come back as null. */
function checkScalars(values: Component['parameters'], field: string): void {
  for (const [name, value] of Object.entries(values)) {
    require(typeof value !== 'number' || Number.isFinite(value), `${field}.${name}`, 'is not finite');
  }
}

async function checkKeys({ users, items, userRevisions, itemRecords }: Dataset): Promise<void> {
  await checkAscending(users.keys, 'dataset.users');
  await checkAscending(items.keys, 'dataset.items');
  const revised = userRevisions.length === users.size;
  require(revised, 'dataset.userRevisions', `has not one entry for each of ${users.size} users`);
  const named = itemRecords.length === items.size && itemRecords.every(({ key }, item) => key === items.keys[item]);
  require(named, 'dataset.itemRecords', 'does not name the items in order');
}

async function checkInteractions({ users, items, interactions }: Dataset): Promise<void> {
  const fits = interactions.rows === users.size && interactions.columns === items.size;
  require(fits, 'dataset.interactions', `is not ${users.size} users × ${items.size} items`);
  await checkMatrix(interactions, 'dataset.interactions');
}

async function checkUserAttributes({ users }: Dataset, { weights, nodes, edges }: UserAttributes): Promise<void> {
  const field = 'dataset.userAttributes';
  await checkAscending(nodes.keys, `${field}.nodes`);
  const fits = edges.rows === users.size && edges.columns === nodes.size;
  require(fits, `${field}.edges`, `is not ${users.size} users × ${nodes.size} values`);
  checkScalars(weights, `${field}.weights`);
  await checkMatrix(edges, `${field}.edges`);
}

async function checkMatrix(matrix: CsrMatrix, field: string): Promise<void> {
  try {
    assertCsrLengths(matrix);
    await inParts(matrix.rows, ROWS_AT_A_TIME, (start, end) => assertCsrRows(matrix, start, end));
  } catch (cause) {
    throw new EdgewiseError('SNAPSHOT_INVALID', `${field}: ${String(cause)}`, { cause });
  }
  if (matrix.values !== null) await checkPositive(matrix.values, `${field}.values`);
}

function checkAscending(keys: readonly string[], field: string): Promise<void> {
  return inParts(keys.length, ROWS_AT_A_TIME, (start, end) => {
    for (let i = Math.max(start, 1); i < end; i++) {
      if (compareKeys(keys[i - 1]!, keys[i]!) >= 0) require(false, field, `does not ascend at index ${i}`);
    }
  });
}

async function checkEvents(
  { offsets, behaviors, at, weights }: PairEvents,
  pairs: number,
  behaviorCount: number,
): Promise<void> {
  let ascending = offsets.length === pairs + 1 && offsets[0] === 0 && offsets[pairs] === at.length;
  for (let pair = 0; ascending && pair < pairs; pair++) ascending = offsets[pair]! <= offsets[pair + 1]!;
  require(ascending, 'dataset.events.offsets', `does not cut ${at.length} events into ${pairs} pairs`);
  const aligned = behaviors.length === at.length && weights.length === at.length;
  require(aligned, 'dataset.events', 'has columns of different lengths');
  await inParts(at.length, VALUES_AT_A_TIME, (start, end) => {
    for (let event = start; event < end; event++) {
      if (behaviors[event]! >= behaviorCount)
        require(false, 'dataset.events.behaviors', `names no behavior at event ${event}`);
      if (!Number.isSafeInteger(at[event]))
        require(false, 'dataset.events.at', `is no whole millisecond at event ${event}`);
    }
  });
  await checkPositive(weights, 'dataset.events.weights');
}

async function checkComponent(component: Component, field: string, dataset: Dataset): Promise<void> {
  checkScalars(component.parameters, `${field}.parameters`);
  const rules = Object.hasOwn(COMPONENT_KINDS, component.kind) ? COMPONENT_KINDS[component.kind] : undefined;
  if (rules === undefined) throw invalid(`${field}.kind`, `is ${component.kind}, which no scorer reads`);
  const names = Object.keys(component.arrays);
  const expected = Object.keys(rules);
  const complete = names.length === expected.length && expected.every((name) => names.includes(name));
  require(complete, `${field}.arrays`, `are ${names.join(', ')} where ${component.kind} has ${expected.join(', ')}`);
  for (const [name, rule] of Object.entries(rules)) {
    const rows = axisLength(rule.rows, dataset);
    await checkArray(component.arrays[name]!, rule, rows, component.parameters, `${field}.arrays.${name}`);
  }
}

/** Other components are named by their kind: what a blend is made from is there. */
function checkParts({ kind, parameters }: Component, field: string, components: readonly Component[]): void {
  for (const part of kind === 'blend' ? ['dot', 'walk'] : []) {
    const isThere = components.some((other) => other.kind === part && other.name === parameters[part]);
    require(isThere, `${field}.parameters.${part}`, `is ${String(parameters[part])}, which is no ${part} component`);
  }
}

async function checkArray(
  { array, shape }: NamedArray,
  rule: ArrayRule,
  rows: number,
  parameters: Component['parameters'],
  field: string,
): Promise<void> {
  const wanted = rule.columns === undefined ? [rows] : [rows, parameters[rule.columns]];
  const shaped = shape.length === wanted.length && shape.every((size, axis) => size === wanted[axis]);
  require(shaped, field, `has shape ${shape.join('×')} where ${wanted.join('×')} is due`);
  require(array.length === shape.reduce((product, size) => product * size, 1), field, 'does not fill its shape');
  require(arrayType(array) === rule.type, field, `is ${arrayType(array)}, not ${rule.type}`);
  await checkFinite(array, field);
}

async function checkFinite(array: NumericArray, field: string): Promise<void> {
  if (!(array instanceof Float32Array || array instanceof Float64Array)) return;
  await inParts(array.length, VALUES_AT_A_TIME, (start, end) => {
    for (let i = start; i < end; i++) {
      if (!Number.isFinite(array[i])) require(false, field, `is not finite at ${i}`);
    }
  });
}

function checkPositive(array: Float32Array, field: string): Promise<void> {
  return inParts(array.length, VALUES_AT_A_TIME, (start, end) => {
    for (let i = start; i < end; i++) {
      if (!(array[i]! > 0 && array[i]! < Infinity)) require(false, field, `is not above zero and finite at ${i}`);
    }
  });
}

function require(holds: boolean, field: string, problem: string): void {
  if (!holds) throw invalid(field, problem);
}

function invalid(field: string, problem: string): EdgewiseError {
  return new EdgewiseError('SNAPSHOT_INVALID', `${field} ${problem}.`, { place: { field } });
}
