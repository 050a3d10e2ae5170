import { EdgewiseError } from '../../core/errors.js';
import { DEFAULT_HOLD_OUT, type HoldOutOptions } from '../hold-out.js';

/** Everything that decides what is learned, beside the dataset and the seed. docs/model.md says why each default is what it is. */
export interface GcnHyperparameters extends HoldOutOptions {
  /** Width d of an embedding. */
  readonly dimensions: number;
  /** Propagations L; an embedding is the mean of layers 0 … L. */
  readonly layers: number;
  /** Where the table starts: leading singular vectors of the normalized interactions, or normal noise. */
  readonly start: 'svd' | 'random';
  /** What a step descends: each of a user's items against sampled items, all of them at once, or pairs of one item each. */
  readonly loss: 'sampled-softmax' | 'bsl' | 'bpr';
  /** What a softmax compares: cosines, or for one user dot products. BPR knows dot products alone. */
  readonly similarity: 'cosine' | 'dot';
  /**
   * Where cosines were learned, γ of the scores e_u·e_i/‖e_i‖^γ that are served: 1 ranks by cosines, 0 by dot products,
   * in which an item's length tells how popular it is.
   */
  readonly normExponent: number;
  /** Most epochs; early stopping may keep the table of an earlier one. */
  readonly epochs: number;
  /** Peak learning rate of Adam. */
  readonly learningRate: number;
  /** Decay of Adam's mean of squared gradients; that of the mean of gradients is .9. */
  readonly beta2: number;
  /** Steps over which the learning rate rises from 0 to its peak. */
  readonly warmUpSteps: number;
  /** Share of the peak that the learning rate has fallen to, linearly, by the last step. */
  readonly finalLearningRateShare: number;
  /** Weight of ½‖X0‖² in the loss, over the number of nodes. */
  readonly l2: number;
  /** Weight of LightGCN's own: ½ of the mean over a batch's pairs of ‖x0_u‖² + ‖x0_i‖², and of its negatives' ‖x0_j‖². */
  readonly batchL2: number;
  /** Softmax: τ, by which scores are divided. */
  readonly temperature: number;
  /** BSL: τ₊, by which scores of a user's own items are divided. */
  readonly positiveTemperature: number;
  /** Softmax: users in a batch, each with all their items. */
  readonly batchUsers: number;
  /** Softmax: items drawn for a batch, shared by its users; all items when there are fewer. */
  readonly negatives: number;
  /** Softmax: how these are drawn: all alike, or in proportion to their users, as negatives of one's batch are. */
  readonly negativeSampling: 'uniform' | 'popular';
  /** Weight of the contrastive term that keeps users, and items, apart. */
  readonly contrast: number;
  /** Temperature of the cosines in it. */
  readonly contrastTemperature: number;
  /** BPR: edges in a batch, each against one drawn item. */
  readonly batchEdges: number;
  /** Epochs in a row, each clearly worse than the best by recall@20, after which training stops. */
  readonly patience: number;
  /** After choosing the number of epochs, train again on all edges, the held-out ones included, for as many. */
  readonly refit: boolean;
}

export const DEFAULT_HYPERPARAMETERS: GcnHyperparameters = {
  dimensions: 64,
  layers: 3,
  start: 'svd',
  loss: 'sampled-softmax',
  similarity: 'cosine',
  normExponent: 0.5,
  epochs: 12,
  learningRate: 0.02,
  beta2: 0.99,
  warmUpSteps: 5,
  finalLearningRateShare: 0.05,
  l2: 0,
  batchL2: 0,
  temperature: 0.1,
  positiveTemperature: 0.2,
  batchUsers: 512,
  negatives: 4096,
  negativeSampling: 'popular',
  contrast: 0,
  contrastTemperature: 0.2,
  batchEdges: 2048,
  ...DEFAULT_HOLD_OUT,
  patience: 6,
  refit: true,
};

/** The defaults with `chosen` over them. Throws BAD_SETTING naming the first value that is outside its range. */
export function resolveHyperparameters(chosen: Partial<GcnHyperparameters> = {}): GcnHyperparameters {
  for (const name of Object.keys(chosen)) {
    if (!(name in RULES))
      throw new EdgewiseError('BAD_SETTING', `'${name}' is not a hyperparameter of gcn.`, { place: { setting: name } });
  }
  const hyperparameters = { ...DEFAULT_HYPERPARAMETERS, ...chosen };
  for (const [name, { accepts, expected }] of Object.entries(RULES)) {
    const value = hyperparameters[name as keyof GcnHyperparameters];
    if (!accepts(value)) {
      throw new EdgewiseError('BAD_SETTING', `${name} is ${String(value)}, not ${expected}.`, {
        place: { setting: name },
      });
    }
  }
  return hyperparameters;
}

interface Rule {
  readonly accepts: (value: unknown) => boolean;
  /** What is accepted, as an error message says it. */
  readonly expected: string;
}

const RULES: Readonly<Record<keyof GcnHyperparameters, Rule>> = {
  dimensions: wholeNumber(1, 1024),
  layers: wholeNumber(1, 8),
  start: oneOf('svd', 'random'),
  loss: oneOf('sampled-softmax', 'bsl', 'bpr'),
  similarity: oneOf('cosine', 'dot'),
  normExponent: between(0, 1, { inclusive: true }),
  epochs: wholeNumber(1, 100_000),
  learningRate: between(0, 10),
  beta2: between(0, 1),
  warmUpSteps: wholeNumber(0, 1_000_000),
  finalLearningRateShare: between(0, 1, { inclusive: true }),
  l2: between(0, 1e6, { inclusive: true }),
  batchL2: between(0, 1e6, { inclusive: true }),
  temperature: between(0, 100),
  positiveTemperature: between(0, 100),
  batchUsers: wholeNumber(1, 1_000_000),
  negatives: wholeNumber(1, 1_000_000),
  negativeSampling: oneOf('uniform', 'popular'),
  contrast: between(0, 1e6, { inclusive: true }),
  contrastTemperature: between(0, 100),
  batchEdges: wholeNumber(1, 10_000_000),
  validation: oneOf('auto', 'last', 'random', 'none'),
  validationShare: between(0, 1),
  validationUsers: wholeNumber(1, 10_000_000),
  patience: wholeNumber(1, 100_000),
  refit: { accepts: (value) => typeof value === 'boolean', expected: 'true or false' },
};

function wholeNumber(least: number, most: number): Rule {
  return {
    accepts: (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= most,
    expected: `a whole number from ${least} to ${most}`,
  };
}

function between(low: number, high: number, { inclusive = false } = {}): Rule {
  return {
    accepts: (value) =>
      typeof value === 'number' && (inclusive ? value >= low && value <= high : value > low && value < high),
    expected: inclusive ? `a number from ${low} to ${high}` : `a number between ${low} and ${high}`,
  };
}

function oneOf(...names: readonly string[]): Rule {
  return { accepts: (value) => names.includes(value as string), expected: `one of ${names.join(', ')}` };
}
