import { setImmediate as nextTurn } from 'node:timers/promises';
import type { InteractionGraph } from '../graph/interaction-graph.js';
import { propagateSide, type Table } from '../graph/propagate-side.js';

/** What the tables are kept in: float32 for serving, float64 where every digit is to be compared. */
export type Precision = 'float32' | 'float64';

/** X0 … XL of all nodes, users first, and the items' embeddings, the mean of their layers. */
export interface Layers {
  readonly dimensions: number;
  /** Number of users: item i is row `users + i`. */
  readonly users: number;
  /** [L + 1] tables [U+I, d] */
  readonly tables: readonly Table[];
  /** [I, d] */
  readonly itemEmbeddings: Table;
}

/**
 * Propagates X0 over the graph: X_{l+1} = D^-½ W D^-½ X_l. An event loop that serves requests gets its turn
 * between parts of about ten milliseconds.
 */
export async function propagateLayers(
  graph: InteractionGraph,
  x0: Float32Array,
  { layers, dimensions, precision }: { layers: number; dimensions: number; precision: Precision },
): Promise<Layers> {
  const users = graph.users.degrees.length;
  const tables: Table[] = [precision === 'float32' ? x0 : Float64Array.from(x0)]; // [U+I, d]
  for (let layer = 1; layer <= layers; layer++) {
    const from = tables[layer - 1]!;
    const into = emptyTable(precision, from.length);
    const [fromUsers, fromItems] = split(from, users * dimensions);
    const [intoUsers, intoItems] = split(into, users * dimensions);
    await propagateSide(graph.users, graph.items.scale, fromItems, intoUsers, dimensions);
    await propagateSide(graph.items, graph.users.scale, fromUsers, intoItems, dimensions);
    tables.push(into);
  }
  await nextTurn();
  return { dimensions, users, tables, itemEmbeddings: meanOfItems(tables, users * dimensions, precision) };
}

/** Row of a table times a vector [d]. */
export function dot(table: Table, row: number, vector: Float64Array): number {
  const offset = row * vector.length;
  let sum = 0;
  for (let d = 0; d < vector.length; d++) sum += table[offset + d]! * vector[d]!;
  return sum;
}

function meanOfItems(tables: readonly Table[], firstItem: number, precision: Precision): Table {
  const mean = emptyTable(precision, tables[0]!.length - firstItem);
  for (let value = 0; value < mean.length; value++) {
    let sum = 0;
    for (const table of tables) sum += table[firstItem + value]!;
    mean[value] = sum / tables.length;
  }
  return mean;
}

function emptyTable(precision: Precision, length: number): Table {
  return precision === 'float32' ? new Float32Array(length) : new Float64Array(length);
}

function split(table: Table, at: number): [Table, Table] {
  return [table.subarray(0, at), table.subarray(at)];
}
