import type { CsrMatrix } from '../../linalg/csr.js';
import type { Component } from '../../snapshot/contents.js';

/** The rows of an `item-neighbors` component: each item of the user adds to its nearest. A view that the next call overwrites. */
export function neighborRows({ parameters, arrays }: Component, graph: CsrMatrix): (user: number) => Float32Array {
  const neighbors = Number(parameters['neighbors']);
  const indices = arrays['indices']!.array as Int32Array;
  const similarities = arrays['similarities']!.array as Float32Array;
  return rowsOfItems(graph, (item, weight, scores) => {
    for (let place = item * neighbors; place < (item + 1) * neighbors && indices[place]! >= 0; place++) {
      scores[indices[place]!]! += weight * similarities[place]!;
    }
  });
}

/** The rows of an `item-weights` component: each item of the user adds to every item. A view that the next call overwrites. */
export function itemWeightRows({ arrays }: Component, graph: CsrMatrix): (user: number) => Float32Array {
  const weights = arrays['weights']!.array as Float32Array;
  return rowsOfItems(graph, (item, weight, scores) => {
    const start = item * graph.columns;
    for (let other = 0; other < graph.columns; other++) scores[other]! += weight * weights[start + other]!;
  });
}

/** The rows of a `user-weights` component: what other users have counts as they weigh for her. */
export function userWeightRows({ arrays }: Component, graph: CsrMatrix): (user: number) => Float32Array {
  const { rows, columns, indptr, indices, values } = graph;
  const weights = arrays['weights']!.array as Float32Array;
  const scales = arrays['scales']!.array as Float32Array;
  const sums = new Float64Array(columns);
  const scores = new Float32Array(columns);
  return (user) => {
    sums.fill(0);
    for (let other = 0; other < rows; other++) {
      const weight = weights[user * rows + other]!;
      for (let entry = indptr[other]!; entry < indptr[other + 1]!; entry++) {
        sums[indices[entry]!]! += weight * (values?.[entry] ?? 1);
      }
    }
    for (let item = 0; item < columns; item++) scores[item] = scales[item]! * sums[item]!;
    return scores;
  };
}

function rowsOfItems(
  { columns, indptr, indices, values }: CsrMatrix,
  add: (item: number, weight: number, scores: Float32Array) => void,
): (user: number) => Float32Array {
  const scores = new Float32Array(columns);
  return (user) => {
    scores.fill(0);
    for (let entry = indptr[user]!; entry < indptr[user + 1]!; entry++) {
      add(indices[entry]!, values?.[entry] ?? 1, scores);
    }
    return scores;
  };
}
