import { buildDataset } from '../../src/dataset/build-dataset.js';
import type { Dataset } from '../../src/dataset/dataset.js';
import { blockGraph } from './block-graph.js';
import { eventsOf } from '../dataset/events.js';

/**
 * The block graph with its blocks as an attribute of the items, and an item more in each block, `new0` …, that is
 * described and that nobody has: it is to be recommended to the users of its block before anything of another.
 */
export function describedBlocks(): Dataset {
  const { dataset } = blockGraph({ blocks: BLOCKS });
  const known = dataset.items.keys.map((key) => ({ key, block: Number(key.slice(1)) % BLOCKS }));
  const fresh = Array.from({ length: BLOCKS }, (_, block) => ({ key: `new${block}`, block }));
  const items = [...known, ...fresh].map(({ key, block }) => ({ key, attributes: { block: `block ${block}` } }));
  return buildDataset(eventsOf(dataset), { items, attributes: { block: 1 } });
}

/** The block of a user or an item, by index. */
export function blockOf(
  { users, items }: Dataset,
  node: { readonly user: number } | { readonly item: number },
): number {
  const key = 'user' in node ? users.keyAt(node.user) : items.keyAt(node.item);
  return key.startsWith('new') ? Number(key.slice(3)) : Number(key.slice(1)) % BLOCKS;
}

const BLOCKS = 4;
