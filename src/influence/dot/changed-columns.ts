import type { OtherUsers } from '../graph/other-users.js';
import { together, type SparseVector } from '../graph/sparse-vector.js';
import type { ChangedUser } from './propagate-change.js';

/**
 * Σ_{j≥1} Σ_S β_js C°^j 1_s: what items gain by walks over others from the changed edges. From the highest power down,
 * C° (β_1 + C° (β_2 + …)): one step to the users and back a power, whatever the number of edges.
 */
export function changedColumns(others: OtherUsers, { edges, edgeGains }: ChangedUser): SparseVector {
  let columns: SparseVector = { indices: new Int32Array(), values: new Float64Array() };
  for (let power = edgeGains.length - 1; power >= 1; power--) {
    const from = together({ indices: edges.items, values: edgeGains[power]! }, columns);
    columns = others.toItems(others.toUsers(from));
  }
  return columns;
}
