import { Buffer } from 'node:buffer';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { UserAttributes } from '../dataset/user-attributes.js';
import type { ItemRecord } from '../store/interaction-store.js';
import { arrayType, bytesOf } from './array-bytes.js';
import type { NamedArray, NumericArray, SnapshotContents } from './contents.js';
import { encodeKeys } from './key-text.js';
import type { ArrayType, ManifestComponent } from './manifest.js';

/** File names of a version's fixed parts; components follow as `component-0.users.bin` …. */
export const FILES = {
  userKeys: 'users.keys.bin',
  userKeyOffsets: 'users.key-offsets.bin',
  userRevisions: 'users.revisions.bin',
  itemKeys: 'items.keys.bin',
  itemKeyOffsets: 'items.key-offsets.bin',
  itemRecords: 'items.records.bin',
  indptr: 'interactions.indptr.bin',
  indices: 'interactions.indices.bin',
  /** Absent when every pair weighs 1. */
  values: 'interactions.values.bin',
  eventOffsets: 'events.offsets.bin',
  eventBehaviors: 'events.behaviors.bin',
  eventTimes: 'events.at.bin',
  eventWeights: 'events.weights.bin',
  /** Those of the attributes of users: present where such were learned from. */
  userValueKeys: 'user-attributes.keys.bin',
  userValueKeyOffsets: 'user-attributes.key-offsets.bin',
  userValueIndptr: 'user-attributes.indptr.bin',
  userValueIndices: 'user-attributes.indices.bin',
} as const;

/** What one file is to hold. */
export interface FileContent {
  readonly type: ArrayType;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** Every file of a version by name. Errors: SNAPSHOT_INVALID, DATASET_TOO_LARGE. */
export function filesOf(contents: SnapshotContents): Map<string, FileContent> {
  const { users, items, interactions, events, userRevisions, itemRecords, userAttributes } = contents.dataset;
  const userKeys = encodeKeys(users.keys, 'dataset.users');
  const itemKeys = encodeKeys(items.keys, 'dataset.items');
  const files = new Map<string, FileContent>([
    [FILES.userKeys, text(userKeys.text)],
    [FILES.userKeyOffsets, vector(userKeys.offsets)],
    [FILES.userRevisions, vector(userRevisions)],
    [FILES.itemKeys, text(itemKeys.text)],
    [FILES.itemKeyOffsets, vector(itemKeys.offsets)],
    [FILES.itemRecords, text(encodeItemRecords(itemRecords))],
    [FILES.indptr, vector(interactions.indptr)],
    [FILES.indices, vector(interactions.indices)],
    [FILES.eventOffsets, vector(events.offsets)],
    [FILES.eventBehaviors, vector(events.behaviors)],
    [FILES.eventTimes, vector(events.at)],
    [FILES.eventWeights, vector(events.weights)],
  ]);
  if (interactions.values !== null) files.set(FILES.values, vector(interactions.values));
  if (userAttributes !== undefined) addUserAttributes(files, userAttributes);
  for (const [index, component] of contents.components.entries()) {
    for (const [name, named] of Object.entries(component.arrays)) files.set(componentFile(index, name), array(named));
  }
  return files;
}

function addUserAttributes(files: Map<string, FileContent>, { nodes, edges }: UserAttributes): void {
  const keys = encodeKeys(nodes.keys, 'dataset.userAttributes');
  files.set(FILES.userValueKeys, text(keys.text));
  files.set(FILES.userValueKeyOffsets, vector(keys.offsets));
  files.set(FILES.userValueIndptr, vector(edges.indptr));
  files.set(FILES.userValueIndices, vector(edges.indices));
}

/** The components as the manifest lists them, arrays replaced by the names of their files. */
export function componentEntries(contents: SnapshotContents): ManifestComponent[] {
  return contents.components.map(({ kind, name, parameters, arrays }, index) => ({
    kind,
    name,
    parameters,
    files: Object.fromEntries(Object.keys(arrays).map((array) => [array, componentFile(index, array)])),
  }));
}

/** What takes a few milliseconds. */
const CHARACTERS_AT_A_TIME = 2 ** 18;

/**
 * Items from their JSON lines; one call of the parser for many of them is several times as fast as one for each. An
 * event loop has its turn between calls.
 */
export async function decodeItemRecords(bytes: Uint8Array): Promise<ItemRecord[]> {
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8').trimEnd();
  const records: ItemRecord[] = [];
  for (let start = 0; start < lines.length;) {
    const cut = lines.indexOf('\n', start + CHARACTERS_AT_A_TIME);
    const end = cut < 0 ? lines.length : cut;
    const part = JSON.parse(`[${lines.slice(start, end).replaceAll('\n', ',')}]`) as ItemRecord[];
    for (const record of part) records.push(record);
    start = end + 1;
    await nextTurn();
  }
  return records;
}

function encodeItemRecords(records: readonly ItemRecord[]): Uint8Array {
  const lines = records.map(({ key, title, attributes }) => `${JSON.stringify({ key, title, attributes })}\n`);
  return Buffer.from(lines.join(''), 'utf8');
}

function componentFile(index: number, array: string): string {
  return `component-${index}.${array}.bin`;
}

function vector(values: NumericArray): FileContent {
  return array({ array: values, shape: [values.length] });
}

function array({ array, shape }: NamedArray): FileContent {
  return { type: arrayType(array), shape, bytes: bytesOf(array) };
}

function text(bytes: Uint8Array): FileContent {
  return { type: 'utf8', shape: [bytes.length], bytes };
}
