import { inParts } from '../core/in-parts.js';
import type { ItemRecord } from '../store/interaction-store.js';
import { AttributeEdgesBuilder, type AttributeEdges, type AttributeWeights } from './attribute-edges.js';

/**
 * What items are described by, as a part of the graph: each value is a node that has the items as a user has hers.
 * `edges` are nodes × items.
 */
export interface ItemAttributes extends AttributeEdges {
  readonly weights: AttributeWeights;
}

/**
 * The nodes and edges of the weighed attributes; item i is record i. Errors: ATTRIBUTE_INVALID for a number, which is no
 * category, and for a name that no item has.
 */
export function itemAttributes(records: readonly ItemRecord[], weights: AttributeWeights): ItemAttributes {
  const builder = new AttributeEdgesBuilder(weights, 'item');
  for (const record of records) builder.add(record);
  return { weights, ...builder.build() };
}

/** The same in parts, between which an event loop that serves requests has its turn. */
export async function itemAttributesInParts(
  records: readonly ItemRecord[],
  weights: AttributeWeights,
): Promise<ItemAttributes> {
  const builder = new AttributeEdgesBuilder(weights, 'item');
  await inParts(records.length, RECORDS_AT_A_TIME, (start, end) => {
    for (let item = start; item < end; item++) builder.add(records[item]!);
  });
  return { weights, ...builder.build() };
}

/** What is read in about a millisecond. */
const RECORDS_AT_A_TIME = 2048;
