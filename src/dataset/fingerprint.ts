import { createHash, type Hash } from 'node:crypto';
import { endianness } from 'node:os';
import { compareKeys } from '../core/key-order.js';
import type { AttributeEdges } from './attribute-edges.js';
import type { Dataset, DatasetProjection } from './dataset.js';
import type { PairWeighting } from './pair-weighting.js';

/** What a fingerprint covers: all that training can depend on. Pair weights follow from events and weighting. */
export type FingerprintedParts = Pick<
  Dataset,
  | 'users'
  | 'items'
  | 'interactions'
  | 'events'
  | 'sequence'
  | 'behaviors'
  | 'weighting'
  | 'targetBehavior'
  | 'projection'
  | 'attributes'
  | 'userAttributes'
>;

/** SHA-256 (hex) of the parts, the same on every platform: keys as UTF-8 with their lengths, numbers as little-endian arrays. */
export function datasetFingerprint(parts: FingerprintedParts): string {
  const hash = createHash('sha256').update('edgewise dataset 1\n');
  hashStrings(hash, parts.users.keys);
  hashStrings(hash, parts.items.keys);
  hashStrings(hash, parts.behaviors);
  hashArray(hash, parts.interactions.indptr);
  hashArray(hash, parts.interactions.indices);
  hashArray(hash, parts.events.offsets);
  hashArray(hash, parts.events.behaviors);
  hashArray(hash, parts.events.at);
  hashArray(hash, parts.events.weights);
  hashArray(hash, parts.sequence ?? new Int32Array());
  hash.update(JSON.stringify(weightingParts(parts.weighting)));
  if (parts.targetBehavior !== undefined) hash.update(JSON.stringify(['target', parts.targetBehavior]));
  if (parts.projection !== undefined) hash.update(JSON.stringify(projectionParts(parts.projection)));
  if (parts.attributes !== undefined) hashAttributes(hash, 'attributes', parts.attributes);
  if (parts.userAttributes !== undefined) hashAttributes(hash, 'user attributes', parts.userAttributes);
  return hash.digest('hex');
}

function weightingParts({ mode, behaviorWeights, decay, learned = [] }: PairWeighting): unknown[] {
  const factors = Object.entries(behaviorWeights).sort(([a], [b]) => compareKeys(a, b));
  return [
    mode,
    factors,
    ...(decay === undefined ? [] : ['decay', decay.halfLife, decay.asOf]),
    ...(learned.length === 0 ? [] : ['learned', learned.toSorted()]),
  ];
}

function hashAttributes(hash: Hash, side: string, { nodes, edges }: AttributeEdges): void {
  hash.update(side);
  hashStrings(hash, nodes.keys);
  hashArray(hash, edges.indptr);
  hashArray(hash, edges.indices);
  hashArray(hash, edges.values ?? new Float32Array());
}

function projectionParts({ text, parameters }: DatasetProjection): unknown[] {
  return ['projection', text, Object.entries(parameters).sort(([a], [b]) => compareKeys(a, b))];
}

function hashStrings(hash: Hash, strings: readonly string[]): void {
  hashArray(
    hash,
    Int32Array.from(strings, (text) => Buffer.byteLength(text)),
  );
  hash.update(strings.join(''), 'utf8');
}

/** The count first, so that two neighboring arrays cannot trade elements unseen. */
function hashArray(hash: Hash, array: Int32Array | Uint8Array | Float32Array | Float64Array): void {
  hash.update(`${array.length}\n`);
  const bytes = Buffer.from(array.buffer, array.byteOffset, array.byteLength);
  hash.update(endianness() === 'LE' ? bytes : littleEndian(bytes, array.BYTES_PER_ELEMENT));
}

function littleEndian(bytes: Buffer, width: number): Buffer {
  const copy = Buffer.from(bytes);
  if (width === 8) return copy.swap64();
  return width === 4 ? copy.swap32() : copy;
}
