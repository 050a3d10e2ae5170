import { inParts } from '../core/in-parts.js';
import { compareKeys } from '../core/key-order.js';
import { EdgewiseError } from '../core/errors.js';
import { transpose, type CsrMatrix } from '../linalg/csr.js';
import type { AttributeValue, ItemRecord } from '../store/interaction-store.js';
import { KeyIndex } from './key-index.js';
import { KeyInterner } from './key-interner.js';

/** Weight of an edge between an item and a value that it has, by name of the attribute, beside interactions of weight 1. */
export type AttributeWeights = Readonly<Record<string, number>>;

/** What items are described by, as a part of the graph: each value is a node that has the items as a user has hers. */
export interface ItemAttributes {
  readonly weights: AttributeWeights;
  /** A node for every value that an item has: JSON of name and value, ascending. */
  readonly nodes: KeyIndex;
  /** nodes × items */
  readonly edges: CsrMatrix;
}

/**
 * The nodes and edges of the weighed attributes; item i is record i. Texts, truth values and lists of texts are
 * categories, each value of a list one of its own. Errors: ATTRIBUTE_INVALID for a number, which is none, and for a name
 * that no item has.
 */
export function itemAttributes(records: readonly ItemRecord[], weights: AttributeWeights): ItemAttributes {
  const builder = new AttributesBuilder(weights);
  for (const record of records) builder.add(record);
  return builder.build();
}

/** The same in parts, between which an event loop that serves requests has its turn. */
export async function itemAttributesInParts(
  records: readonly ItemRecord[],
  weights: AttributeWeights,
): Promise<ItemAttributes> {
  const builder = new AttributesBuilder(weights);
  await inParts(records.length, RECORDS_AT_A_TIME, (start, end) => {
    for (let item = start; item < end; item++) builder.add(records[item]!);
  });
  return builder.build();
}

/** Whether an item has a value of a weighed attribute: then it is in the graph without any interaction. */
export function isDescribed({ attributes = {} }: ItemRecord, weights: AttributeWeights): boolean {
  return Object.entries(attributes).some(
    ([name, value]) => isWeighed(name, weights) && categories(value)?.length !== 0,
  );
}

/** What is read in about a millisecond. */
const RECORDS_AT_A_TIME = 2048;

class AttributesBuilder {
  readonly #weights: AttributeWeights;
  readonly #nodes = new KeyInterner();
  /** Of each item: where its edges end. */
  readonly #indptr = [0];
  /** Of each edge: provisional number of its node, and weight. */
  readonly #indices: number[] = [];
  readonly #values: number[] = [];
  /** Names of attributes that are weighed, and of all that any item has. */
  readonly #found = new Set<string>();
  readonly #known = new Set<string>();

  constructor(weights: AttributeWeights) {
    this.#weights = weights;
  }

  /** The next item. */
  add({ key, attributes = {} }: ItemRecord): void {
    for (const [name, value] of Object.entries(attributes)) {
      this.#known.add(name);
      if (!isWeighed(name, this.#weights)) continue;
      const values = categories(value);
      if (values === undefined) throw notACategory(name, key, value);
      for (const category of new Set(values)) {
        this.#found.add(name);
        this.#indices.push(this.#nodes.intern(JSON.stringify([name, category])));
        this.#values.push(this.#weights[name]!);
      }
    }
    this.#indptr.push(this.#indices.length);
  }

  build(): ItemAttributes {
    this.#assertAllFound();
    const { keys, rankOf } = this.#nodes.rank('key');
    const byItem = {
      rows: this.#indptr.length - 1,
      columns: keys.length,
      indptr: Int32Array.from(this.#indptr),
      indices: Int32Array.from(this.#indices, (node) => rankOf[node]!),
      values: this.#values.every((weight) => weight === 1) ? null : Float32Array.from(this.#values),
    };
    return { weights: this.#weights, nodes: new KeyIndex(keys), edges: transpose(byItem) };
  }

  #assertAllFound(): void {
    const missing = Object.keys(this.#weights).find((name) => isWeighed(name, this.#weights) && !this.#found.has(name));
    if (missing === undefined) return;
    const known = [...this.#known].sort(compareKeys);
    const told = known.length === 0 ? 'items have none' : `items have ${known.slice(0, 20).join(', ')}`;
    throw new EdgewiseError('ATTRIBUTE_INVALID', `No item has an attribute '${missing}'; ${told}.`, {
      place: { setting: 'attributes' },
    });
  }
}

/** Undefined for a value that is none. */
function categories(value: AttributeValue): readonly (string | boolean)[] | undefined {
  if (typeof value === 'number') return undefined;
  return typeof value === 'object' ? value : [value];
}

function isWeighed(name: string, weights: AttributeWeights): boolean {
  return Object.hasOwn(weights, name) && weights[name]! > 0;
}

function notACategory(name: string, key: string, value: AttributeValue): EdgewiseError {
  return new EdgewiseError(
    'ATTRIBUTE_INVALID',
    `Attribute '${name}' of item '${key}' is the number ${String(value)}, which is no category.`,
    { place: { setting: 'attributes' } },
  );
}
