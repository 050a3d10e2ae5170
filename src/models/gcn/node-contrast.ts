import * as tf from '@tensorflow/tfjs';
import { gatherRows } from '../../engine/ops/gather-rows.js';
import { sampledSoftmaxLoss, type ContrastBatch } from '../../engine/ops/sampled-softmax-loss.js';
import type { GcnHyperparameters } from './hyperparameters.js';
import type { Objective } from './objective.js';
import { sumRows, type RowUpdates } from './sum-rows.js';

/**
 * An objective with a contrastive term beside it, by which nodes of a kind keep apart. Of up to CONTRASTED users x of a
 * batch, and again of up to as many of its items,
 *
 *   λ · mean_x −log( e^(1/τ) / Σ_x' e^(cos(x, x')/τ) ).
 *
 * It is InfoNCE between views that are not perturbed (SGL-WA of Yu et al., SIGIR 2022, who found that this spreading out is
 * most of what graph contrast gains), so that propagation stays linear.
 */
export function withNodeContrast(
  objective: Objective,
  users: number,
  { contrast, contrastTemperature }: Pick<GcnHyperparameters, 'contrast' | 'contrastTemperature'>,
): Objective {
  if (contrast === 0) return objective;
  return {
    ...objective,
    draw(batch, random) {
      const { evaluate, ...drawn } = objective.draw(batch, random);
      const groups = [
        firstWhere(drawn.nodes, (node) => node < users),
        firstWhere(drawn.nodes, (node) => node >= users),
      ].map((rows) => ({ rows, batch: amongThemselves(rows.length) }));
      return {
        ...drawn,
        evaluate: (embeddings) =>
          tf.tidy(() => {
            const { loss, gradient } = evaluate(embeddings);
            const terms = groups.map((group) => contrastOf(embeddings, group, contrast, contrastTemperature));
            return {
              loss: terms.reduce((sum, term) => sum.add<tf.Scalar>(term.loss), loss),
              gradient: gradient.add<tf.Tensor2D>(sumRows(gradient.shape[0], ...terms.map(({ update }) => update))),
            };
          }),
      };
    },
  };
}

/** Most users and most items of a batch that are contrasted: all pairs of them are. */
export const CONTRASTED = 512;

function firstWhere(nodes: Int32Array, isWanted: (node: number) => boolean): Int32Array {
  const rows: number[] = [];
  for (let row = 0; row < nodes.length && rows.length < CONTRASTED; row++) if (isWanted(nodes[row]!)) rows.push(row);
  return Int32Array.from(rows);
}

/** Each of `count` rows as its own one positive among all. */
function amongThemselves(count: number): ContrastBatch {
  const rows = Int32Array.from({ length: count }, (_, row) => row);
  return {
    users: rows,
    edgePlaces: rows,
    edgeItems: rows,
    edgeShares: new Float32Array(count).fill(1 / count),
    sample: rows,
    ownOffsets: Int32Array.from({ length: count + 1 }, (_, row) => row),
    ownPlaces: rows,
  };
}

interface ContrastGroup {
  /** Of the embeddings, all distinct. */
  readonly rows: Int32Array;
  readonly batch: ContrastBatch;
}

function contrastOf(
  embeddings: tf.Tensor2D,
  { rows, batch }: ContrastGroup,
  weight: number,
  temperature: number,
): { loss: tf.Scalar; update: RowUpdates } {
  const nodes = gatherRows(embeddings, rows); // [n, d]
  const settings = { items: rows.length, similarity: 'cosine', temperature } as const;
  const { loss, gradient } = sampledSoftmaxLoss(nodes, batch, settings);
  return {
    loss: loss.mul<tf.Scalar>(weight),
    update: { rows, values: gradient.mul<tf.Tensor2D>(weight) },
  };
}
