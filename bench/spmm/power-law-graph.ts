import { Random } from '../../src/core/random.js';
import { normalizedAdjacency } from '../../src/linalg/bipartite.js';
import type { CsrMatrix } from '../../src/linalg/csr.js';

/** Gowalla's size: 29,858 users, 40,981 items, 810,128 interactions. */
export const USERS = 29_858;
export const ITEMS = 40_981;
const INTERACTIONS = 810_128;

/** A seeded graph of Gowalla's size whose degrees fall off as powers: what kernels take time for, without the data. */
export function powerLawInteractions(): CsrMatrix {
  const random = Random.fromSeed(1);
  const rows = Array.from({ length: USERS }, () => new Set<number>());
  for (let drawn = 0; drawn < INTERACTIONS;) {
    const items = rows[Math.floor(USERS * random.float() ** 1.6)]!;
    const item = Math.floor(ITEMS * random.float() ** 2);
    if (items.has(item)) continue;
    items.add(item);
    drawn++;
  }
  const indptr = new Int32Array(USERS + 1);
  const indices = new Int32Array(INTERACTIONS);
  rows.forEach((items, user) => {
    indices.set(Int32Array.from(items).sort(), indptr[user]);
    indptr[user + 1] = indptr[user]! + items.size;
  });
  return { rows: USERS, columns: ITEMS, indptr, indices, values: null };
}

/** Its normalized adjacency: 70,839 nodes, 1,620,256 directed edges. */
export function powerLawAdjacency(): CsrMatrix {
  return normalizedAdjacency(powerLawInteractions());
}
