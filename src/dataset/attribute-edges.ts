import { compareKeys } from '../core/key-order.js';
import { EdgewiseError } from '../core/errors.js';
import { transpose, type CsrMatrix } from '../linalg/csr.js';
import type { DescribedKind } from '../store/field-problems.js';
import type { AttributeValue } from '../store/interaction-store.js';
import { KeyIndex } from './key-index.js';
import { KeyInterner } from './key-interner.js';

/** Weight of an edge to a value of an attribute, by name of the attribute, beside interactions of weight 1. */
export type AttributeWeights = Readonly<Record<string, number>>;

/** A user or an item as far as attributes go. */
export interface Described {
  readonly key: string;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
}

/** Values as nodes of the graph, and what each describes. */
export interface AttributeEdges {
  /** A node for every value that anything described has: JSON of name and value, ascending. */
  readonly nodes: KeyIndex;
  /** nodes × what is described */
  readonly edges: CsrMatrix;
}

/** An edge to a value: `node` is its index. */
export interface AttributeEdge {
  readonly node: number;
  readonly weight: number;
}

/**
 * The nodes and edges of the weighed attributes, one record after the other. Texts, truth values and lists of texts are
 * categories, each value of a list one of its own.
 */
export class AttributeEdgesBuilder {
  readonly #weights: AttributeWeights;
  readonly #kind: DescribedKind;
  readonly #nodes = new KeyInterner();
  /** Of each record: where its edges end. */
  readonly #indptr = [0];
  /** Of each edge: provisional number of its node, and weight. */
  readonly #indices: number[] = [];
  readonly #values: number[] = [];
  /** Names of attributes that are weighed, and of all that any record has. */
  readonly #found = new Set<string>();
  readonly #known = new Set<string>();

  constructor(weights: AttributeWeights, kind: DescribedKind) {
    this.#weights = weights;
    this.#kind = kind;
  }

  /** The next record. Errors: ATTRIBUTE_INVALID for a number, which is no category. */
  add({ key, attributes = {} }: Described): void {
    for (const [name, value] of Object.entries(attributes)) {
      this.#known.add(name);
      if (!isWeighed(name, this.#weights)) continue;
      const values = categories(value);
      if (values === undefined) throw this.#notACategory(name, key, value);
      for (const category of new Set(values)) {
        this.#found.add(name);
        this.#indices.push(this.#nodes.intern(nodeKey(name, category)));
        this.#values.push(this.#weights[name]!);
      }
    }
    this.#indptr.push(this.#indices.length);
  }

  /** Errors: ATTRIBUTE_INVALID for a name that no record has. */
  build(): AttributeEdges {
    this.#assertAllFound();
    const { keys, rankOf } = this.#nodes.rank('key');
    const byRecord = {
      rows: this.#indptr.length - 1,
      columns: keys.length,
      indptr: Int32Array.from(this.#indptr),
      indices: Int32Array.from(this.#indices, (node) => rankOf[node]!),
      values: this.#values.every((weight) => weight === 1) ? null : Float32Array.from(this.#values),
    };
    return { nodes: new KeyIndex(keys), edges: transpose(byRecord) };
  }

  #assertAllFound(): void {
    const missing = Object.keys(this.#weights).find((name) => isWeighed(name, this.#weights) && !this.#found.has(name));
    if (missing === undefined) return;
    const known = [...this.#known].sort(compareKeys);
    const told =
      known.length === 0 ? `${this.#kind}s have none` : `${this.#kind}s have ${known.slice(0, 20).join(', ')}`;
    throw this.#invalid(`No ${this.#kind} has an attribute '${missing}'; ${told}.`);
  }

  #notACategory(name: string, key: string, value: AttributeValue): EdgewiseError {
    return this.#invalid(
      `Attribute '${name}' of ${this.#kind} '${key}' is the number ${String(value)}, which is no category.`,
    );
  }

  #invalid(message: string): EdgewiseError {
    const setting = this.#kind === 'item' ? 'attributes' : 'userAttributes';
    return new EdgewiseError('ATTRIBUTE_INVALID', message, { place: { setting } });
  }
}

/** Whether a record has a value of a weighed attribute: then it is in the graph without any interaction. */
export function isDescribed({ attributes = {} }: Pick<Described, 'attributes'>, weights: AttributeWeights): boolean {
  return Object.entries(attributes).some(
    ([name, value]) => isWeighed(name, weights) && categories(value)?.length !== 0,
  );
}

/** Edges to those of a record's values that are nodes already, ascending; what else describes it is nowhere in the graph. */
export function edgesToKnown(
  { attributes = {} }: Pick<Described, 'attributes'>,
  weights: AttributeWeights,
  nodes: KeyIndex,
): AttributeEdge[] {
  const edges: AttributeEdge[] = [];
  for (const [name, value] of Object.entries(attributes)) {
    if (!isWeighed(name, weights)) continue;
    for (const category of new Set(categories(value))) {
      const node = nodes.indexOf(nodeKey(name, category));
      if (node !== undefined) edges.push({ node, weight: weights[name]! });
    }
  }
  return edges.sort((a, b) => a.node - b.node);
}

/** The name of an attribute and the value of it that a node is. */
export function valueOfNode(key: string): [name: string, value: string | boolean] {
  return JSON.parse(key) as [string, string | boolean];
}

function nodeKey(name: string, category: string | boolean): string {
  return JSON.stringify([name, category]);
}

/** Undefined for a value that is none. */
function categories(value: AttributeValue): readonly (string | boolean)[] | undefined {
  if (typeof value === 'number') return undefined;
  return typeof value === 'object' ? value : [value];
}

function isWeighed(name: string, weights: AttributeWeights): boolean {
  return Object.hasOwn(weights, name) && weights[name]! > 0;
}
