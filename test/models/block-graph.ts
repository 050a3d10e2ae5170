import { buildDataset } from '../../src/dataset/build-dataset.js';
import type { Dataset } from '../../src/dataset/dataset.js';
import type { InteractionRecord } from '../../src/store/interaction-store.js';

export interface BlockGraph {
  readonly dataset: Dataset;
  /** Per user index, the item index of her own block that she lacks. */
  readonly missing: Int32Array;
}

/**
 * A graph whose right answer is known: users and items fall into blocks, and every user has each item of her block but
 * one, which is therefore what she should be recommended first. Item b of a block is missing for every `size`-th user.
 */
export function blockGraph({ blocks = 4, size = 10, usersPerBlock = 20 } = {}): BlockGraph {
  const records: InteractionRecord[] = [];
  for (let user = 0; user < blocks * usersPerBlock; user++) {
    const block = user % blocks;
    for (let place = 0; place < size; place++) {
      if (place === missingPlace(user, blocks, size)) continue;
      records.push(interaction(userKey(user), itemKey(block + blocks * place)));
    }
  }
  const dataset = buildDataset(records);
  const missing = Int32Array.from(dataset.users.keys, (key) => {
    const user = Number(key.slice(1));
    return dataset.items.indexOf(itemKey((user % blocks) + blocks * missingPlace(user, blocks, size)))!;
  });
  return { dataset, missing };
}

export function interaction(userKey: string, itemKey: string, weight = 1, at = 0): InteractionRecord {
  return { userKey, itemKey, behavior: 'view', at, weight };
}

function missingPlace(user: number, blocks: number, size: number): number {
  return Math.floor(user / blocks) % size;
}

function userKey(user: number): string {
  return `u${String(user).padStart(3, '0')}`;
}

function itemKey(item: number): string {
  return `i${String(item).padStart(3, '0')}`;
}
