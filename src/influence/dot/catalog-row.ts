import type { GraphChange } from '../influence-rule.js';
import type { GraphSide, InteractionGraph } from '../graph/interaction-graph.js';
import { dot, type Layers } from './layers.js';

/**
 * e'_i·query of every item after edges of any users changed → [I], in float64. Embeddings are linear in X0, so that it is
 * enough to propagate the one column X0·query over the changed graph: L products with a vector, whatever the change.
 */
export function catalogRow(
  graph: InteractionGraph,
  { tables, users }: Layers,
  changes: readonly GraphChange[],
  query: Float64Array,
): Float64Array {
  const items = graph.items.degrees.length;
  const changed = changes.map((change) => ({ ...change, gained: change.weight - weightOf(graph.users, change) }));
  const scales = {
    users: scalesAfter(graph.users, changed, ({ user }) => user),
    items: scalesAfter(graph.items, changed, ({ item }) => item),
  };
  const column = (rows: number, first: number): Float64Array =>
    Float64Array.from({ length: rows }, (_, row) => dot(tables[0]!, first + row, query));
  let ofUsers = column(users, 0);
  let ofItems = column(items, users);
  const sum = ofItems.slice();
  for (let layer = 1; layer < tables.length; layer++) {
    const fromItems = scaled(ofItems, scales.items);
    const fromUsers = scaled(ofUsers, scales.users);
    ofUsers = gathered(graph.users, fromItems);
    ofItems = gathered(graph.items, fromUsers);
    for (const { user, item, gained } of changed) {
      ofUsers[user]! += gained * fromItems[item]!;
      ofItems[item]! += gained * fromUsers[user]!;
    }
    ofUsers = scaled(ofUsers, scales.users);
    ofItems = scaled(ofItems, scales.items);
    for (let item = 0; item < items; item++) sum[item]! += ofItems[item]!;
  }
  return sum.map((value) => value / tables.length);
}

/** D^-½ of one side's nodes, those of the ends of changed edges anew. */
function scalesAfter(
  { edges, scale }: GraphSide,
  changes: readonly (GraphChange & { readonly gained: number })[],
  endOf: (change: GraphChange) => number,
): Float64Array {
  const result = scale.slice();
  for (const end of new Set(changes.map(endOf))) {
    const at = changes.filter((change) => endOf(change) === end);
    const others = new Set(at.map((change) => change.user + change.item - end));
    let degree = at.reduce((sum, { weight }) => sum + weight, 0); // summed anew: what is left with nothing has exactly 0
    for (let entry = edges.indptr[end]!; entry < edges.indptr[end + 1]!; entry++) {
      if (!others.has(edges.indices[entry]!)) degree += edges.values?.[entry] ?? 1;
    }
    result[end] = degree > 0 ? 1 / Math.sqrt(degree) : 0;
  }
  return result;
}

/** Σ_c w_rc from_c of every row. */
function gathered({ edges: { rows, indptr, indices, values } }: GraphSide, from: Float64Array): Float64Array {
  const result = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let entry = indptr[row]!; entry < indptr[row + 1]!; entry++) {
      sum += (values === null ? 1 : values[entry]!) * from[indices[entry]!]!;
    }
    result[row] = sum;
  }
  return result;
}

function scaled(values: Float64Array, scales: Float64Array): Float64Array {
  return values.map((value, row) => value * scales[row]!);
}

/** 0 where there is no edge. */
function weightOf({ edges }: GraphSide, { user, item }: GraphChange): number {
  const start = edges.indptr[user]!;
  const place = edges.indices.subarray(start, edges.indptr[user + 1]).indexOf(item);
  return place < 0 ? 0 : (edges.values?.[start + place] ?? 1);
}
