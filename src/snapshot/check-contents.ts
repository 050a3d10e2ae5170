import { setImmediate as nextTurn } from 'node:timers/promises';
import { compareKeys } from '../core/key-order.js';
import { EdgewiseError } from '../core/errors.js';
import type { Dataset, PairEvents } from '../dataset/dataset.js';
import { assertCsr } from '../linalg/csr.js';
import { arrayType } from './array-bytes.js';
import { axisLength, COMPONENT_KINDS, type ArrayRule } from './component-kinds.js';
import type { Component, NamedArray, NumericArray, SnapshotContents } from './contents.js';

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
  checkKeys(dataset);
  await nextTurn();
  checkInteractions(dataset);
  await nextTurn();
  checkEvents(dataset.events, dataset.interactions.indices.length, dataset.behaviors.length);
  for (const [index, component] of components.entries()) {
    await checkComponent(component, `components.${index}`, dataset);
  }
}

/** JSON has no NaN and no infinity: they would come back as null. */
function checkScalars(values: Component['parameters'], field: string): void {
  for (const [name, value] of Object.entries(values)) {
    require(typeof value !== 'number' || Number.isFinite(value), `${field}.${name}`, 'is not finite');
  }
}

function checkKeys({ users, items, userRevisions, itemRecords }: Dataset): void {
  checkAscending(users.keys, 'dataset.users');
  checkAscending(items.keys, 'dataset.items');
  const revised = userRevisions.length === users.size;
  require(revised, 'dataset.userRevisions', `has not one entry for each of ${users.size} users`);
  const named = itemRecords.length === items.size && itemRecords.every(({ key }, item) => key === items.keys[item]);
  require(named, 'dataset.itemRecords', 'does not name the items in order');
}

function checkInteractions({ users, items, interactions }: Dataset): void {
  const fits = interactions.rows === users.size && interactions.columns === items.size;
  require(fits, 'dataset.interactions', `is not ${users.size} users × ${items.size} items`);
  try {
    assertCsr(interactions);
  } catch (cause) {
    throw new EdgewiseError('SNAPSHOT_INVALID', `dataset.interactions: ${String(cause)}`, { cause });
  }
  if (interactions.values !== null) checkPositive(interactions.values, 'dataset.interactions.values');
}

function checkAscending(keys: readonly string[], field: string): void {
  for (let i = 1; i < keys.length; i++) {
    require(compareKeys(keys[i - 1]!, keys[i]!) < 0, field, `does not ascend at index ${i}`);
  }
}

function checkEvents({ offsets, behaviors, at, weights }: PairEvents, pairs: number, behaviorCount: number): void {
  let ascending = offsets.length === pairs + 1 && offsets[0] === 0 && offsets[pairs] === at.length;
  for (let pair = 0; ascending && pair < pairs; pair++) ascending = offsets[pair]! <= offsets[pair + 1]!;
  require(ascending, 'dataset.events.offsets', `does not cut ${at.length} events into ${pairs} pairs`);
  const aligned = behaviors.length === at.length && weights.length === at.length;
  require(aligned, 'dataset.events', 'has columns of different lengths');
  for (let event = 0; event < at.length; event++) {
    if (behaviors[event]! >= behaviorCount)
      require(false, 'dataset.events.behaviors', `names no behavior at event ${event}`);
    if (!Number.isSafeInteger(at[event]))
      require(false, 'dataset.events.at', `is no whole millisecond at event ${event}`);
  }
  checkPositive(weights, 'dataset.events.weights');
}

async function checkComponent(component: Component, field: string, { users, items }: Dataset): Promise<void> {
  checkScalars(component.parameters, `${field}.parameters`);
  const rules = Object.hasOwn(COMPONENT_KINDS, component.kind) ? COMPONENT_KINDS[component.kind] : undefined;
  if (rules === undefined) throw invalid(`${field}.kind`, `is ${component.kind}, which no scorer reads`);
  const names = Object.keys(component.arrays);
  const expected = Object.keys(rules);
  const complete = names.length === expected.length && expected.every((name) => names.includes(name));
  require(complete, `${field}.arrays`, `are ${names.join(', ')} where ${component.kind} has ${expected.join(', ')}`);
  for (const [name, rule] of Object.entries(rules)) {
    await nextTurn();
    const rows = axisLength(rule.rows, users.size, items.size);
    checkArray(component.arrays[name]!, rule, rows, component.parameters, `${field}.arrays.${name}`);
  }
}

function checkArray(
  { array, shape }: NamedArray,
  rule: ArrayRule,
  rows: number,
  parameters: Component['parameters'],
  field: string,
): void {
  const wanted = rule.columns === undefined ? [rows] : [rows, parameters[rule.columns]];
  const shaped = shape.length === wanted.length && shape.every((size, axis) => size === wanted[axis]);
  require(shaped, field, `has shape ${shape.join('×')} where ${wanted.join('×')} is due`);
  require(array.length === shape.reduce((product, size) => product * size, 1), field, 'does not fill its shape');
  require(arrayType(array) === rule.type, field, `is ${arrayType(array)}, not ${rule.type}`);
  checkFinite(array, field);
}

function checkFinite(array: NumericArray, field: string): void {
  if (!(array instanceof Float32Array || array instanceof Float64Array)) return;
  for (let i = 0; i < array.length; i++) {
    if (!Number.isFinite(array[i])) require(false, field, `is not finite at ${i}`);
  }
}

function checkPositive(array: Float32Array, field: string): void {
  for (let i = 0; i < array.length; i++) {
    if (!(array[i]! > 0 && array[i]! < Infinity)) require(false, field, `is not above zero and finite at ${i}`);
  }
}

function require(holds: boolean, field: string, problem: string): void {
  if (!holds) throw invalid(field, problem);
}

function invalid(field: string, problem: string): EdgewiseError {
  return new EdgewiseError('SNAPSHOT_INVALID', `${field} ${problem}.`, { place: { field } });
}
