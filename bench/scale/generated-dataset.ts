import { Random } from '../../src/core/random.js';
import type { Dataset } from '../../src/dataset/dataset.js';
import type { CsrMatrix } from '../../src/linalg/csr.js';

/** Gowalla's shape: 27 interactions a user, 20 an item. */
const PER_USER = 27;
const PER_ITEM = 20;

/**
 * A seeded graph whose degrees fall off as powers, of about `interactions` distinct pairs. Only what training reads of a
 * dataset is there: no keys, no events.
 */
export function generatedDataset(interactions: number): Pick<Dataset, 'interactions' | 'fingerprint'> {
  return { interactions: powerLawPairs(interactions), fingerprint: `generated ${interactions}` };
}

function powerLawPairs(interactions: number): CsrMatrix {
  const random = Random.fromSeed(1);
  const users = Math.ceil(interactions / PER_USER);
  const items = Math.ceil(interactions / PER_ITEM);
  const degrees = powerLawDegrees(users, interactions, items);
  const indptr = new Int32Array(users + 1);
  const indices = new Int32Array(interactions + users);
  let kept = 0;
  for (let user = 0; user < users; user++) {
    const drawn = Int32Array.from({ length: degrees[user]! }, () => Math.floor(items * random.float() ** 2)).sort();
    drawn.forEach((item, place) => {
      if (place === 0 || item !== drawn[place - 1]) indices[kept++] = item;
    });
    indptr[user + 1] = kept;
  }
  return { rows: users, columns: items, indptr, indices: indices.slice(0, kept), values: null };
}

/** Proportional to rank^-0.4, at least one. [users] */
function powerLawDegrees(users: number, interactions: number, items: number): Int32Array {
  const weights = Float64Array.from({ length: users }, (_, rank) => (rank + 1) ** -0.4);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return Int32Array.from(weights, (weight) =>
    Math.max(1, Math.min(items >>> 2, Math.floor((weight / total) * interactions))),
  );
}
