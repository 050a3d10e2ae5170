import * as tf from '@tensorflow/tfjs';
import { addToRows } from './add-to-rows.js';
import { directionsOf, slopeOfRows } from './directions.js';
import { gatherRows, scatterAddRows } from './gather-rows.js';
import { hasKernel } from './has-kernel.js';
import { matMulTransposedB } from './mat-mul-transposed-b.js';

export const SAMPLED_SOFTMAX_LOSS = 'EdgewiseSampledSoftmaxLoss';

/** Some users with all their items, and items sampled to contrast them with; "row" is one of the embeddings. */
export interface ContrastBatch {
  /** Row of each user. [B] */
  readonly users: Int32Array;
  /** Place in the batch of each edge's user, ascending. [P] */
  readonly edgePlaces: Int32Array;
  /** Row of each edge's item. [P] */
  readonly edgeItems: Int32Array;
  /** Share of each edge in the loss. [P] */
  readonly edgeShares: Float32Array;
  /** Rows of the sampled items, all distinct. [M] */
  readonly sample: Int32Array;
  /** Where in ownPlaces each user's begin, and the end. [B + 1] */
  readonly ownOffsets: Int32Array;
  /** Places in the sample of the items that are the user's own, ascending for each. */
  readonly ownPlaces: Int32Array;
}

export interface ContrastSettings {
  /** I: how many items the sample stands for. */
  readonly items: number;
  /** Whether items count by their direction alone. */
  readonly similarity: 'cosine' | 'dot';
  /** τ */
  readonly temperature: number;
  /** τ₊: the bilateral softmax in place of the sampled one. */
  readonly positiveTemperature?: number;
}

export interface SampledSoftmaxInputs extends tf.NamedTensorInfoMap {
  /** [n, d] */
  embeddings: tf.TensorInfo;
  /** Rows of users, sample and edges' items, one after another. int32 [B + M + P] */
  rows: tf.TensorInfo;
  /** int32 [B + 1] */
  edgeOffsets: tf.TensorInfo;
  /** [P] */
  edgeShares: tf.TensorInfo;
  /** int32 [B + 1] */
  ownOffsets: tf.TensorInfo;
  /** int32 */
  ownPlaces: tf.TensorInfo;
}

/** Attributes of the kernel. */
export interface SampledSoftmaxAttributes extends tf.NamedAttrMap {
  sampleCount: number;
  cosine: boolean;
  temperature: number;
  /** 0: the sampled softmax. */
  positiveTemperature: number;
  /** ln(I/M) */
  logRatio: number;
}

/**
 * With s_ui = (e_u/‖e_u‖)·e_i/τ, under cosine (e_u/‖e_u‖)·(e_i/‖e_i‖)/τ, and the sample S of M items,
 *
 *   loss = Σ_(u,i) share_ui · −log( e^s_ui / (e^s_ui + (I/M) Σ_{j ∈ S∖N(u)} e^s_uj) ),
 *
 * or with a positive temperature τ₊, r = τ/τ₊ and share_u = Σ_i share_ui the bilateral softmax (Wu et al., ICDE 2024),
 *
 *   loss = Σ_u share_u · ( r · log( (I/M) Σ_{j ∈ S∖N(u)} e^s_uj ) − log Σ_i (share_ui / share_u) · e^(r·s_ui) )
 *
 * over the users of whom a sampled item is not one, and its gradient with respect to the embeddings [n, d]. An item at
 * zero has no direction: under cosine it scores 0 and has no slope. A kernel returns [loss, gradient]; where the engine has
 * none, both are put together from other ops. Rows are taken to be in range.
 */
export function sampledSoftmaxLoss(
  embeddings: tf.Tensor2D,
  batch: ContrastBatch,
  settings: ContrastSettings,
): { loss: tf.Scalar; gradient: tf.Tensor2D } {
  if (!hasKernel(SAMPLED_SOFTMAX_LOSS)) return composed(embeddings, batch, settings);
  return tf.tidy(() => {
    const inputs = {
      embeddings,
      rows: tf.tensor1d(rowsOf(batch), 'int32'),
      edgeOffsets: tf.tensor1d(edgeOffsetsOf(batch), 'int32'),
      edgeShares: tf.tensor1d(batch.edgeShares),
      ownOffsets: tf.tensor1d(batch.ownOffsets, 'int32'),
      ownPlaces: tf.tensor1d(batch.ownPlaces, 'int32'),
    };
    const attributes: SampledSoftmaxAttributes = {
      sampleCount: batch.sample.length,
      cosine: settings.similarity === 'cosine',
      temperature: settings.temperature,
      positiveTemperature: settings.positiveTemperature ?? 0,
      logRatio: Math.log(settings.items / batch.sample.length),
    };
    const [loss, gradient] = tf.engine().runKernel<tf.Tensor[]>(SAMPLED_SOFTMAX_LOSS, inputs, attributes);
    return { loss: loss as tf.Scalar, gradient: gradient as tf.Tensor2D };
  });
}

function rowsOf({ users, sample, edgeItems }: ContrastBatch): Int32Array {
  const rows = new Int32Array(users.length + sample.length + edgeItems.length);
  rows.set(users);
  rows.set(sample, users.length);
  rows.set(edgeItems, users.length + sample.length);
  return rows;
}

function edgeOffsetsOf({ users, edgePlaces }: ContrastBatch): Int32Array {
  const offsets = new Int32Array(users.length + 1);
  for (const place of edgePlaces) offsets[place + 1]!++;
  for (let place = 0; place < users.length; place++) offsets[place + 1]! += offsets[place]!;
  return offsets;
}

function composed(
  embeddings: tf.Tensor2D,
  batch: ContrastBatch,
  { items, similarity, temperature, positiveTemperature }: ContrastSettings,
): { loss: tf.Scalar; gradient: tf.Tensor2D } {
  return tf.tidy(() => {
    const users = gatherRows(embeddings, batch.users); // [B, d]
    const norms = tf.maximum(tf.norm(users, 2, 1, true), TINY); // [B, 1]
    const directions = users.div<tf.Tensor2D>(norms); // [B, d]
    const queries = directions.div<tf.Tensor2D>(temperature); // [B, d]
    const unit = similarity === 'cosine' ? directionsOf(embeddings) : undefined;
    const scored = unit?.directions ?? embeddings; // [n, d]
    const positives = gatherRows(scored, batch.edgeItems); // [P, d]
    const sample = gatherRows(scored, batch.sample); // [M, d]

    const edgeQueries = gatherRows(queries, batch.edgePlaces); // [P, d]
    const positiveScores = edgeQueries.mul(positives).sum(1, true); // [P, 1]
    const { probabilities, logSum } = softmaxOfSample(queries, sample, maskOf(batch));
    const logOthers = logSum.add<tf.Tensor2D>(Math.log(items / batch.sample.length)); // [B, 1]
    const edges = { scores: positiveScores, logOthers, ...batch };
    const { loss, pull } =
      positiveTemperature === undefined
        ? softmaxOfEdges(edges)
        : bilateralOfEdges(edges, temperature / positiveTemperature); // pull: −d loss / d positive score [P, 1]
    const push = scatterAddRows(pull, batch.edgePlaces, batch.users.length); // [B, 1], d loss / d log of the sum
    const toPositives = edgeQueries.mul<tf.Tensor2D>(pull.neg()); // [P, d]
    // probabilitiesᵀ·(push ∘ queries), transposing the small factor and the small product instead of [B, M].
    const toSample = tf
      .matMul<tf.Tensor2D>(queries.mul(push).transpose<tf.Tensor2D>(), probabilities)
      .transpose<tf.Tensor2D>(); // [M, d]
    const pulled = scatterAddRows(positives.mul(pull), batch.edgePlaces, batch.users.length); // [B, d]
    const toQueries = tf.matMul<tf.Tensor2D>(probabilities, sample).mul<tf.Tensor2D>(push).sub(pulled); // [B, d]
    const radial = toQueries.mul(directions).sum(1, true); // [B, 1]
    const toUsers = toQueries.sub(directions.mul(radial)).div<tf.Tensor2D>(norms.mul(temperature)); // [B, d]

    const toScored = scatterAddRows(
      tf.concat2d([toSample, toPositives], 0),
      rowsOf(batch).subarray(batch.users.length),
      embeddings.shape[0],
    ); // [n, d]
    const toItems = unit === undefined ? toScored : slopeOfRows(toScored, unit); // [n, d]
    return { loss, gradient: addToRows(toItems, toUsers, batch.users) };
  });
}

interface ScoredEdges extends ContrastBatch {
  /** [P, 1] */
  readonly scores: tf.Tensor;
  /** Of the sum over what is contrasted with, by user. [B, 1] */
  readonly logOthers: tf.Tensor2D;
}

interface EdgeLosses {
  readonly loss: tf.Scalar;
  /** −d loss / d score [P, 1]; a user's add up to the slope of the logarithm. */
  readonly pull: tf.Tensor2D;
}

function softmaxOfEdges({ scores, logOthers, edgePlaces, edgeShares }: ScoredEdges): EdgeLosses {
  const margins = gatherRows(logOthers, edgePlaces).sub(scores); // [P, 1]
  const shares = tf.tensor2d(edgeShares, [edgeShares.length, 1]); // [P, 1]
  return { loss: shares.mul(margins.softplus()).sum<tf.Scalar>(), pull: shares.mul<tf.Tensor2D>(margins.sigmoid()) };
}

function bilateralOfEdges(
  { scores, logOthers, edgePlaces, edgeShares, users }: ScoredEdges,
  ratio: number,
): EdgeLosses {
  const { places, mask, edgeSlots } = listsOf(edgePlaces, users.length);
  const shares = tf.tensor2d(edgeShares, [edgeShares.length, 1]); // [P, 1]
  const ofUsers = scatterAddRows(shares, edgePlaces, users.length); // [B, 1]
  const weighted = scores.mul(ratio).add<tf.Tensor2D>(shares.div(gatherRows(ofUsers, edgePlaces)).log()); // [P, 1]
  const lists = gatherRows(weighted, places).reshape(mask.shape).add<tf.Tensor2D>(mask); // [B, K]
  const hasOthers = logOthers.greater(EXCLUDED / 2).cast('float32'); // [B, 1]
  const losses = logOthers.mul(ratio).sub(lists.logSumExp(1, true)).mul(ofUsers); // [B, 1]
  const probabilities = gatherRows(tf.softmax(lists).reshape<tf.Tensor2D>([-1, 1]), edgeSlots); // [P, 1]
  const pull = probabilities.mul<tf.Tensor2D>(gatherRows(ofUsers.mul<tf.Tensor2D>(hasOthers).mul(ratio), edgePlaces));
  return { loss: tf.where(hasOthers.cast('bool'), losses, tf.zerosLike(losses)).sum<tf.Scalar>(), pull };
}

/** Edges by user, each list filled up to the longest K: the edge at each slot [B·K], what keeps fillers out [B, K], and each edge's slot [P]. */
function listsOf(
  edgePlaces: Int32Array,
  users: number,
): { places: Int32Array; mask: tf.Tensor2D; edgeSlots: Int32Array } {
  const lengths = new Int32Array(users);
  for (const place of edgePlaces) lengths[place]!++;
  const longest = lengths.reduce((most, length) => Math.max(most, length), 1);
  const places = new Int32Array(users * longest);
  const mask = new Float32Array(users * longest).fill(EXCLUDED);
  const filled = new Int32Array(users);
  const edgeSlots = edgePlaces.map((place, edge) => {
    const slot = place * longest + filled[place]!++;
    places[slot] = edge;
    mask[slot] = 0;
    return slot;
  });
  return { places, mask: tf.tensor2d(mask, [users, longest]), edgeSlots };
}

/** Below this a user's embedding counts as zero and has no direction. */
const TINY = 1e-12;

/** Added to scores: far below any, yet finite, so that a softmax over nothing else stays free of NaN. */
const EXCLUDED = -1e9;

/** EXCLUDED where the sampled item is one of the user's own, 0 elsewhere. [B, M] */
function maskOf({ users, sample, ownOffsets, ownPlaces }: ContrastBatch): tf.Tensor2D {
  const mask = new Float32Array(users.length * sample.length);
  for (let place = 0; place < users.length; place++) {
    for (let own = ownOffsets[place]!; own < ownOffsets[place + 1]!; own++) {
      mask[place * sample.length + ownPlaces[own]!] = EXCLUDED;
    }
  }
  return tf.tensor2d(mask, [users.length, sample.length]);
}

/** Softmax over the sample, and the logarithm of its denominator, found from the largest score so that nothing overflows. */
function softmaxOfSample(
  queries: tf.Tensor2D,
  sample: tf.Tensor2D,
  mask: tf.Tensor2D,
): { probabilities: tf.Tensor2D; logSum: tf.Tensor2D } {
  const scores = matMulTransposedB(queries, sample).add<tf.Tensor2D>(mask); // [B, M]
  const probabilities = tf.softmax(scores); // [B, M]
  const logSum = scores.max<tf.Tensor2D>(1, true).sub<tf.Tensor2D>(probabilities.max(1, true).log()); // [B, 1]
  return { probabilities, logSum };
}
