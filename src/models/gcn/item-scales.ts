import type { GcnHyperparameters } from './hyperparameters.js';

/**
 * What the dot product of a user and each item is multiplied by to be her score [I]: 1, or under cosine 1/‖e_i‖^γ, so that
 * for one user items rank by cosine where γ is 1. 0 for an item without direction. `items` are the embeddings [I, d].
 */
export function itemScales(
  items: Float32Array,
  { dimensions, loss, similarity, normExponent }: ScaleHyperparameters,
): Float32Array {
  const scales = new Float32Array(items.length / dimensions).fill(1);
  if (loss === 'bpr' || similarity === 'dot') return scales;
  return scales.map((_, item) => {
    let squares = 0;
    for (let at = item * dimensions; at < (item + 1) * dimensions; at++) squares += items[at]! * items[at]!;
    return squares > 0 ? squares ** (-normExponent / 2) : 0;
  });
}

export type ScaleHyperparameters = Pick<GcnHyperparameters, 'dimensions' | 'loss' | 'similarity' | 'normExponent'>;

/** Each item's embedding times its scale [I, d]: what ranking takes dot products with. */
export function scaledItems(items: Float32Array, scales: Float32Array): Float32Array {
  const dimensions = items.length / scales.length;
  const scaled = new Float32Array(items.length);
  for (let item = 0; item < scales.length; item++) {
    const scale = scales[item]!;
    for (let at = item * dimensions; at < (item + 1) * dimensions; at++) scaled[at] = items[at]! * scale;
  }
  return scaled;
}
