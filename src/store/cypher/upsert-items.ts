import type { ItemRecord, UpsertSummary } from '../interaction-store.js';
import type { ItemProperties } from '../statement-table.js';
import type { CypherRunner } from './cypher-engine.js';
import { itemProperties, itemRecord, sameProperties } from './item-properties.js';
import { slices } from './slices.js';

const ROWS = 5_000;

/** Creates items and replaces those that differ; writes nothing for the rest. Run inside one transaction. */
export async function upsertItems(transaction: CypherRunner, items: readonly ItemRecord[]): Promise<UpsertSummary> {
  const summary = { created: 0, updated: 0, unchanged: 0 };
  for (const some of slices([...distinctItems(items)], ROWS)) {
    const stored = await transaction.run('read/items-by-key', { keys: some.map(([key]) => key) });
    const known = new Map(stored.map(([key, properties]) => [key, itemProperties(itemRecord(key, properties))]));
    const rows = [];
    for (const [key, properties] of some) {
      const effect = effectOf(properties, known.get(key));
      summary[effect]++;
      if (effect !== 'unchanged') rows.push({ key, properties });
    }
    if (rows.length > 0) await transaction.run('load/replace-items', { rows });
  }
  return summary;
}

/** One entry per key: the last that says something of the item. */
function distinctItems(items: readonly ItemRecord[]): Map<string, ItemProperties> {
  const distinct = new Map<string, ItemProperties>();
  for (const item of items) {
    const properties = itemProperties(item);
    if (!isBare(properties) || !distinct.has(item.key)) distinct.set(item.key, properties);
  }
  return distinct;
}

function effectOf(wanted: ItemProperties, known: ItemProperties | undefined): keyof UpsertSummary {
  if (known === undefined) return 'created';
  return isBare(wanted) || sameProperties(known, wanted) ? 'unchanged' : 'updated';
}

/** Neither title nor attributes: the item is only to exist. */
function isBare(properties: ItemProperties): boolean {
  return Object.keys(properties).length === 1;
}
