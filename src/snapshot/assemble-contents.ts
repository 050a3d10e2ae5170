import { join } from 'node:path';
import { EdgewiseError } from '../core/errors.js';
import type { AttributeWeights } from '../dataset/attribute-edges.js';
import { itemAttributesInParts } from '../dataset/item-attributes.js';
import { KeyIndex } from '../dataset/key-index.js';
import { entryWeights, type UserAttributes } from '../dataset/user-attributes.js';
import type { ItemRecord } from '../store/interaction-store.js';
import { arrayOver } from './array-bytes.js';
import type { Component, NumericArray, SnapshotContents } from './contents.js';
import { decodeKeys } from './key-text.js';
import type { ArrayType, SnapshotManifest } from './manifest.js';
import { decodeItemRecords, FILES } from './version-files.js';

/** Verified bytes of each file of a version, each at offset 0 of its own buffer. */
export type FileBytes = ReadonlyMap<string, Uint8Array>;

interface TypedArrays {
  readonly float32: Float32Array;
  readonly float64: Float64Array;
  readonly int32: Int32Array;
  readonly uint32: Uint32Array;
  readonly uint8: Uint8Array;
  readonly utf8: Uint8Array;
}

/**
 * What a version's files say. Arrays lie over the bytes without a copy. Lets an event loop that serves requests have
 * its turn between the parts that take long. Errors: SNAPSHOT_CORRUPT.
 */
export async function assembleContents(
  manifest: SnapshotManifest,
  bytes: FileBytes,
  directory: string,
): Promise<SnapshotContents> {
  const { dataset, exportedAt, hyperparameters, seed, metrics, refresh } = manifest;
  const files = new TypedFiles(manifest, bytes, directory);
  const users = await files.keys(FILES.userKeys, FILES.userKeyOffsets);
  const items = await files.keys(FILES.itemKeys, FILES.itemKeyOffsets);
  const itemRecords = await files.itemRecords();
  const attributes = dataset.attributes && (await itemAttributesInParts(itemRecords, dataset.attributes));
  const userAttributes = dataset.userAttributes && (await files.userAttributes(users.size, dataset.userAttributes));
  return {
    dataset: {
      users,
      items,
      interactions: {
        rows: users.size,
        columns: items.size,
        indptr: files.array(FILES.indptr, 'int32'),
        indices: files.array(FILES.indices, 'int32'),
        values: bytes.has(FILES.values) ? files.array(FILES.values, 'float32') : null,
      },
      events: {
        offsets: files.array(FILES.eventOffsets, 'int32'),
        behaviors: files.array(FILES.eventBehaviors, 'uint8'),
        at: files.array(FILES.eventTimes, 'float64'),
        weights: files.array(FILES.eventWeights, 'float32'),
      },
      behaviors: dataset.behaviors,
      weighting: dataset.weighting,
      ...(dataset.targetBehavior !== undefined && { targetBehavior: dataset.targetBehavior }),
      ...(dataset.projection !== undefined && { projection: dataset.projection }),
      userRevisions: files.array(FILES.userRevisions, 'uint32'),
      itemRecords,
      ...(attributes !== undefined && { attributes }),
      ...(userAttributes !== undefined && { userAttributes }),
      fingerprint: dataset.fingerprint,
    },
    exportedAt,
    ...(dataset.behaviorFilter !== undefined && { behaviorFilter: dataset.behaviorFilter }),
    components: manifest.components.map((entry) => files.component(entry)),
    hyperparameters,
    seed,
    metrics,
    ...(refresh !== undefined && { refresh }),
  };
}

/** The files of one version as what their manifest says they are. */
class TypedFiles {
  readonly #manifest: SnapshotManifest;
  readonly #bytes: FileBytes;
  readonly #directory: string;

  constructor(manifest: SnapshotManifest, bytes: FileBytes, directory: string) {
    this.#manifest = manifest;
    this.#bytes = bytes;
    this.#directory = directory;
  }

  async keys(textFile: string, offsetsFile: string): Promise<KeyIndex> {
    const text = this.array(textFile, 'utf8');
    const offsets = this.array(offsetsFile, 'uint32');
    return this.#orCorrupt(textFile, async () => KeyIndex.inParts(await decodeKeys({ text, offsets }, textFile)));
  }

  async itemRecords(): Promise<ItemRecord[]> {
    const lines = this.array(FILES.itemRecords, 'utf8');
    return this.#orCorrupt(FILES.itemRecords, () => decodeItemRecords(lines));
  }

  /** Of so many users. */
  async userAttributes(rows: number, weights: AttributeWeights): Promise<UserAttributes> {
    const nodes = await this.keys(FILES.userValueKeys, FILES.userValueKeyOffsets);
    const indices = this.array(FILES.userValueIndices, 'int32');
    const values = await this.#orCorrupt(FILES.userValueKeys, async () => entryWeights(indices, nodes, weights));
    const indptr = this.array(FILES.userValueIndptr, 'int32');
    return { weights, nodes, edges: { rows, columns: nodes.size, indptr, indices, values } };
  }

  component({ kind, name, parameters, files }: SnapshotManifest['components'][number]): Component {
    const arrays = Object.entries(files).map(([array, file]) => {
      const { shape } = this.#entry(file);
      return [array, { array: this.#numeric(file), shape }] as const;
    });
    return { kind, name, parameters, arrays: Object.fromEntries(arrays) };
  }

  array<Type extends ArrayType>(file: string, type: Type): TypedArrays[Type] {
    const actual = this.#entry(file).type;
    if (actual !== type) throw this.#corrupt(file, `holds ${actual} where ${type} is due`);
    return this.#numeric(file) as TypedArrays[Type]; // the type was compared just above
  }

  /** Decodes a file; whatever the decoder finds wrong is the file's fault. */
  async #orCorrupt<T>(file: string, decode: () => Promise<T>): Promise<T> {
    try {
      return await decode();
    } catch (cause) {
      throw this.#corrupt(file, `cannot be decoded (${String(cause)})`, cause);
    }
  }

  #numeric(file: string): NumericArray {
    const { type } = this.#entry(file);
    const bytes = this.#bytes.get(file)!; // as long as the manifest lists it
    return type === 'utf8' ? bytes : arrayOver(type, bytes);
  }

  #entry(file: string): SnapshotManifest['files'][string] {
    const entry = Object.hasOwn(this.#manifest.files, file) ? this.#manifest.files[file] : undefined;
    if (entry === undefined) throw this.#corrupt(file, 'is not listed in the manifest');
    return entry;
  }

  #corrupt(file: string, problem: string, cause?: unknown): EdgewiseError {
    const path = join(this.#directory, file);
    return new EdgewiseError('SNAPSHOT_CORRUPT', `${path} ${problem}.`, { place: { file: path }, cause });
  }
}
