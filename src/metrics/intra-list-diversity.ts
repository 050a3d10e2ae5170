import type { CsrMatrix } from '../linalg/csr.js';

/**
 * Diversity within a list (Ziegler et al., WWW 2005): 1 − the mean, over the pairs of its items, of the cosine of the
 * sets of users who have them, |U_i ∩ U_j| / √(|U_i| |U_j|); an item without users is like none. 0 for a list of fewer
 * than two items. `usersOf` is items × users.
 *
 * With c_i the unit vector of an item's users, the cosines of all ordered pairs sum to ‖Σ c_i‖² − Σ ‖c_i‖², which costs
 * a list the sum of its items' degrees and not that of its pairs.
 */
export function intraListDiversity(usersOf: CsrMatrix): (items: Int32Array) => number {
  const sums = new Float64Array(usersOf.columns);
  const touched = new Int32Array(usersOf.columns);
  const isTouched = new Uint8Array(usersOf.columns);
  return (items) => {
    if (items.length < 2) return 0;
    let count = 0;
    let withUsers = 0;
    for (const item of items) {
      const [start, end] = [usersOf.indptr[item]!, usersOf.indptr[item + 1]!];
      if (end === start) continue;
      withUsers++;
      const share = 1 / Math.sqrt(end - start);
      for (let entry = start; entry < end; entry++) {
        const user = usersOf.indices[entry]!;
        sums[user]! += share;
        if (isTouched[user] === 1) continue;
        isTouched[user] = 1;
        touched[count++] = user;
      }
    }
    let square = 0;
    for (let place = 0; place < count; place++) {
      const user = touched[place]!;
      square += sums[user]! ** 2;
      sums[user] = 0;
      isTouched[user] = 0;
    }
    const meanCosine = (square - withUsers) / (items.length * (items.length - 1));
    return 1 - Math.max(0, meanCosine); // never below 0 but by rounding
  };
}
