import type { ItemRecord, UpsertSummary } from '../interaction-store.js';
import type { CypherRunner } from './cypher-engine.js';
import { itemProperties, itemRecord } from './item-properties.js';
import { differs, distinctProperties } from './node-properties.js';
import { slices } from './slices.js';

const ROWS = 5_000;

/** Creates items and replaces those that differ; writes nothing for the rest. Run inside one transaction. */
export async function upsertItems(transaction: CypherRunner, items: readonly ItemRecord[]): Promise<UpsertSummary> {
  const summary = { created: 0, updated: 0, unchanged: 0 };
  for (const some of slices([...distinctProperties(items.map(itemProperties))], ROWS)) {
    const stored = await transaction.run('read/items-by-key', { keys: some.map(([key]) => key) });
    const known = new Map(stored.map(([key, properties]) => [key, itemProperties(itemRecord(key, properties))]));
    const rows = [];
    for (const [key, properties] of some) {
      const before = known.get(key);
      const effect = before === undefined ? 'created' : differs(properties, before) ? 'updated' : 'unchanged';
      summary[effect]++;
      if (effect !== 'unchanged') rows.push({ key, properties });
    }
    if (rows.length > 0) await transaction.run('load/replace-items', { rows });
  }
  return summary;
}
