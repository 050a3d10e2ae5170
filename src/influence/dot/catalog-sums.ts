import { inParts } from '../../core/in-parts.js';
import { ColumnNorms } from '../graph/column-norms.js';
import type { InteractionGraph } from '../graph/interaction-graph.js';
import { throughUsers, type Table } from '../graph/propagate-side.js';
import type { Layers } from './layers.js';
import { TableSums } from './table-sums.js';

/**
 * What the mean and deviation of a row of scores c_i e_i'·q need of the whole catalog, whoever asks and whatever changes:
 * the sums of the items as they are scored, c_i e_i, and what C = AᵀA over all users makes of them and of c.
 */
export interface CatalogSums {
  /** Of c_i e_i. */
  readonly items: TableSums;
  /** Cʲ (c_i² e_i) for j = 1 … powers, in float64. [powers][I, d] */
  readonly spread: readonly Float64Array[];
  /** Cc [I] */
  readonly spreadScales: Float64Array;
  /** By c_i². */
  readonly columnNorms: ColumnNorms;
}

/** Two steps of propagation a power; each keeps as much memory as the items' embeddings in float64. */
export async function sumCatalog(
  graph: InteractionGraph,
  { itemEmbeddings, dimensions }: Layers,
  itemScales: Float32Array,
  powers: number,
): Promise<CatalogSums> {
  const table = await scaledRows(itemEmbeddings, itemScales, dimensions);
  const items = await TableSums.create(table, dimensions);
  const spread: Float64Array[] = [];
  let from = await scaledRows(table, itemScales, dimensions);
  for (let power = 1; power <= powers; power++) {
    from = await throughUsers(graph, from, dimensions);
    spread.push(from);
  }
  const spreadScales = await throughUsers(graph, Float64Array.from(itemScales), 1);
  const columnNorms = await ColumnNorms.create(
    graph,
    Float64Array.from(itemScales, (scale) => scale * scale),
  );
  return { items, spread, spreadScales, columnNorms };
}

async function scaledRows(table: Table, scales: Float32Array, dimensions: number): Promise<Float64Array> {
  const result = new Float64Array(table.length);
  await inParts(scales.length, ROWS_AT_A_TIME, (start, end) => {
    for (let place = start * dimensions; place < end * dimensions; place++) {
      result[place] = table[place]! * scales[Math.floor(place / dimensions)]!;
    }
  });
  return result;
}

/** A few milliseconds of rows of 64 dimensions. */
const ROWS_AT_A_TIME = 16_384;
