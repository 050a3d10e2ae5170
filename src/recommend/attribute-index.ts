import { inParts } from '../core/in-parts.js';
import type { AttributeValue, ItemRecord } from '../store/interaction-store.js';
import type { AttributeCondition } from './request.js';

type Scalar = string | number | boolean;

/** What is read in about a millisecond. */
const RECORDS_AT_A_TIME = 2048;

/** Items by attribute value, made once, so that a condition costs as much as it matches. */
export class AttributeIndex {
  /** Attribute name → value → ascending item indices. */
  readonly #items = new Map<string, Map<Scalar, number[]>>();

  /** Record i belongs to item i. An event loop has its turn meanwhile. */
  static async create(records: readonly ItemRecord[]): Promise<AttributeIndex> {
    const index = new AttributeIndex();
    await inParts(records.length, RECORDS_AT_A_TIME, (start, end) => {
      for (let item = start; item < end; item++) index.#addAll(item, records[item]!);
    });
    return index;
  }

  private constructor() {
    // Made by `create`.
  }

  /** Marks in `into` the items marked in `among` that meet the condition; a list meets it when any of its values does. */
  mark({ name, anyOf }: AttributeCondition, among: Uint8Array, into: Uint8Array): void {
    const byValue = this.#items.get(name);
    if (byValue === undefined) return;
    for (const value of anyOf.flatMap(scalars)) {
      for (const item of byValue.get(value) ?? []) if (among[item] === 1) into[item] = 1;
    }
  }

  #addAll(item: number, { attributes = {} }: ItemRecord): void {
    for (const [name, value] of Object.entries(attributes)) this.#add(item, name, value);
  }

  #add(item: number, name: string, value: AttributeValue): void {
    const byValue = this.#items.get(name) ?? new Map<Scalar, number[]>();
    this.#items.set(name, byValue);
    for (const scalar of scalars(value)) {
      const items = byValue.get(scalar);
      if (items === undefined) byValue.set(scalar, [item]);
      else if (items.at(-1) !== item) items.push(item); // a list may repeat a value
    }
  }
}

function scalars(value: AttributeValue): readonly Scalar[] {
  return typeof value === 'object' ? value : [value];
}
