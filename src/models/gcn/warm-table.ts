import { EdgewiseError } from '../../core/errors.js';
import type { Dataset } from '../../dataset/dataset.js';
import type { KeyIndex } from '../../dataset/key-index.js';
import type { CsrMatrix } from '../../linalg/csr.js';
import type { WarmStart } from '../warm-start.js';

/**
 * The table X0 [N·d] of an earlier model moved to the users, items and attributes of a dataset by key. Whoever is new
 * starts where one propagation of the known neighbors' rows puts her, Σ_k ã_uk x0_k over `adjacency` (normalized, users
 * first), so that she is near what she interacted with; a node without any known neighbor starts at zero and learns from
 * its edges.
 * Throws BAD_SETTING when the earlier model has no table of that many dimensions.
 */
export function warmTable(
  { users, items, attributes, userAttributes, components }: WarmStart,
  dataset: Pick<Dataset, 'users' | 'items' | 'attributes' | 'userAttributes'>,
  adjacency: CsrMatrix,
  dimensions: number,
): Float32Array {
  const dot = components.find(({ kind, parameters }) => kind === 'dot' && parameters['dimensions'] === dimensions);
  if (dot === undefined) {
    throw new EdgewiseError('BAD_SETTING', `There is no earlier table of ${dimensions} dimensions to go on from.`, {
      place: { setting: 'dimensions' },
    });
  }
  const known = dot.arrays['x0']!.array as Float32Array;
  const firstItem = users.size + (attributes?.nodes.size ?? 0);
  const rows = Int32Array.from([
    ...rowsOf(dataset.users, users, 0),
    ...rowsOf(dataset.attributes?.nodes, attributes?.nodes, users.size),
    ...rowsOf(dataset.items, items, firstItem),
    ...rowsOf(dataset.userAttributes?.nodes, userAttributes?.nodes, firstItem + items.size),
  ]);
  const table = new Float32Array(rows.length * dimensions);
  rows.forEach((row, node) => {
    if (row >= 0) table.set(known.subarray(row * dimensions, (row + 1) * dimensions), node * dimensions);
  });
  rows.forEach((row, node) => {
    if (row < 0) addKnownNeighbors(table, node, rows, adjacency, dimensions);
  });
  return table;
}

/** Where each key stood in the earlier table; -1 where it is new. */
function rowsOf(now: KeyIndex | undefined, before: KeyIndex | undefined, firstRow: number): number[] {
  return (now?.keys ?? []).map((key) => {
    const index = before?.indexOf(key);
    return index === undefined ? -1 : firstRow + index;
  });
}

function addKnownNeighbors(
  table: Float32Array,
  node: number,
  rows: Int32Array,
  { indptr, indices, values }: CsrMatrix,
  dimensions: number,
): void {
  for (let entry = indptr[node]!; entry < indptr[node + 1]!; entry++) {
    const neighbor = indices[entry]!;
    if (rows[neighbor]! < 0) continue;
    const share = values === null ? 1 : values[entry]!;
    for (let d = 0; d < dimensions; d++) {
      table[node * dimensions + d]! += share * table[neighbor * dimensions + d]!;
    }
  }
}
