import { componentNumber } from '../../src/recommend/scorers/component-array.js';
import type { Snapshot } from '../../src/snapshot/snapshot.js';

/**
 * The row of a walk component with one edge gone, walked edge by edge in float64, the filter's degrees held as they are:
 * F_ui = d_i^-p Σ_j w_uj d_j^-q Σ_{v≠u} w_vj w_vi d_v^-a [I]. `removed`: as in propagateWithout.
 */
export function walkWithout(snapshot: Snapshot, user: number, removed?: number): Float64Array {
  const walk = snapshot.components.find(({ kind }) => kind === 'walk')!;
  const [p, q, a] = (['p', 'q', 'a'] as const).map((name) => componentNumber(walk, name));
  const { rows, columns, indptr, indices, values } = snapshot.interactions;
  const itemDegrees = new Float64Array(columns);
  for (const [entry, item] of indices.entries()) itemDegrees[item]! += values?.[entry] ?? 1;
  const starts = new Float64Array(columns);
  for (let entry = indptr[user]!; entry < indptr[user + 1]!; entry++) {
    const item = indices[entry]!;
    if (item !== removed) starts[item] = (values?.[entry] ?? 1) * itemDegrees[item]! ** -q!;
  }
  const row = new Float64Array(columns);
  for (let other = 0; other < rows; other++) {
    if (other === user) continue;
    let [mass, degree] = [0, 0];
    for (let entry = indptr[other]!; entry < indptr[other + 1]!; entry++) {
      const weight = values?.[entry] ?? 1;
      degree += weight;
      mass += weight * starts[indices[entry]!]!;
    }
    if (mass === 0) continue;
    for (let entry = indptr[other]!; entry < indptr[other + 1]!; entry++) {
      row[indices[entry]!]! += (values?.[entry] ?? 1) * mass * degree ** -a!;
    }
  }
  return row.map((value, item) => (value === 0 ? 0 : value * itemDegrees[item]! ** -p!));
}
