import * as tf from '@tensorflow/tfjs';
import { wholeGraph, type GraphParts } from '../../dataset/whole-graph.js';
import { columnSums, type CsrMatrix } from '../../linalg/csr.js';
import type { Component, NamedArray } from '../../snapshot/contents.js';
import type { GcnHyperparameters } from './hyperparameters.js';
import { itemScales, scaledItems, type ScaleHyperparameters } from './item-scales.js';
import { Propagation } from './propagation.js';
import { TableLayout } from './table-layout.js';

/**
 * What serving holds of a trained table X0 [N·d]: its embeddings propagated over the whole graph, and the frozen
 * side of fold-in, foldIn = X0 + … + X_(L−1) of what users have (items and values of their attributes), so that for a user with weights w_uk
 *
 *   e_u = ( x0_u + D_u^-½ Σ_k w_uk D_k^-½ foldIn_k ) / (L + 1)
 *
 * is her embedding exactly, and that of a new user with the mean x0 of all. Items are held with their scale multiplied in. The
 * engine holds the table in `panels`.
 */
export async function dotComponent(
  table: Float32Array,
  dataset: GraphParts,
  hyperparameters: ScaleHyperparameters & Pick<GcnHyperparameters, 'layers'>,
  panels = 1,
): Promise<Component> {
  const { dimensions, layers } = hyperparameters;
  const graph = wholeGraph(dataset);
  const { rows: users, columns: items } = dataset.interactions;
  const { embeddings, layerSum } = await propagate(table, graph, layers, new TableLayout(dimensions, panels));
  const firstItem = graph.rows * dimensions;
  const itemEmbeddings = embeddings.subarray(firstItem, firstItem + items * dimensions); // [I, d]
  const scales = itemScales(itemEmbeddings, hyperparameters);
  const matrix = (array: Float32Array, rows: number): NamedArray => ({ array, shape: [rows, dimensions] });
  return {
    kind: 'dot',
    name: 'gcn',
    parameters: { layers, dimensions },
    arrays: {
      users: matrix(embeddings.slice(0, users * dimensions), users),
      items: matrix(scaledItems(itemEmbeddings, scales), items),
      x0: matrix(table, graph.rows + graph.columns),
      foldIn: matrix(layerSum.slice(firstItem), graph.columns),
      itemScales: { array: scales, shape: [items] },
      itemDegrees: { array: columnSums(graph), shape: [graph.columns] },
    },
  };
}

/** The embeddings, and the sum of layers 0 … L−1, both [N·d]. */
async function propagate(
  table: Float32Array,
  interactions: CsrMatrix,
  layers: number,
  layout: TableLayout,
): Promise<{ embeddings: Float32Array; layerSum: Float32Array }> {
  const propagation = new Propagation(interactions, layers);
  const x0 = layout.place(table);
  try {
    return {
      embeddings: await layout.readMapped(x0, (panel) => propagation.embeddings(panel)),
      layerSum: await layout.readMapped(x0, (panel) => propagation.layerSum(panel)),
    };
  } finally {
    tf.dispose(x0);
    propagation.dispose();
  }
}
