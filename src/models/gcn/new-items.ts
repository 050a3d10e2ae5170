import type { Dataset } from '../../dataset/dataset.js';
import { columnSums } from '../../linalg/csr.js';

/**
 * The table X0 [N·d] with the rows of items that are described and that nobody has at zero, as a new user's is: all that
 * training tells of them is that they were negatives of everybody. What they are near is told by what describes them. The
 * same table where no attributes were chosen.
 */
export function withNewItemsAtZero(table: Float32Array, { interactions, attributes }: Dataset): Float32Array {
  if (attributes === undefined) return table;
  const firstItem = interactions.rows + attributes.nodes.size;
  const dimensions = table.length / (firstItem + interactions.columns);
  const result = table.slice();
  columnSums(interactions).forEach((degree, item) => {
    const start = (firstItem + item) * dimensions;
    if (degree === 0) result.fill(0, start, start + dimensions);
  });
  return result;
}
