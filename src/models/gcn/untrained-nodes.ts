import type { Dataset } from '../../dataset/dataset.js';
import { trainingGraph } from '../../dataset/training-graph.js';
import { columnSums, rowSums } from '../../linalg/csr.js';

/**
 * The table X0 [N·d] with the rows at zero of whatever nothing was learned of, as a new user's is: items that are described
 * and that nobody has, of which training tells only that they were negatives of everybody; users who are described and have
 * nothing; and values of such alone. What they are near is told by what describes them. The same table where no attributes
 * were chosen.
 */
export function withUntrainedAtZero(table: Float32Array, dataset: Dataset): Float32Array {
  if (dataset.attributes === undefined && dataset.userAttributes === undefined) return table;
  const graph = trainingGraph(dataset);
  const dimensions = table.length / (graph.rows + graph.columns);
  const result = table.slice();
  [...rowSums(graph), ...columnSums(graph)].forEach((degree, node) => {
    if (degree === 0) result.fill(0, node * dimensions, (node + 1) * dimensions);
  });
  return result;
}
