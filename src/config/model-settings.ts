import { settingWithoutDefault } from './setting-definition.js';
import { choice, exponents, integer, number, truth } from './value-types.js';

/**
 * Hyperparameters of the models `gcn`, `filter` and `blend` that are worth a flag. The model owns the defaults and the
 * finer rules: the notes here quote them, and a test holds the two together.
 */
export const MODEL_SETTINGS = {
  epochs: settingWithoutDefault({
    flag: '--epochs <n>',
    variable: 'EDGEWISE_EPOCHS',
    key: 'epochs',
    type: integer(1, 100_000),
    defaultNote: '12',
    description: 'most epochs; early stopping may keep the table of an earlier one',
  }),
  dimensions: settingWithoutDefault({
    flag: '--dimensions <n>',
    variable: 'EDGEWISE_DIMENSIONS',
    key: 'dimensions',
    type: integer(1, 1024),
    defaultNote: '64',
    description: 'width of an embedding',
  }),
  layers: settingWithoutDefault({
    flag: '--layers <n>',
    variable: 'EDGEWISE_LAYERS',
    key: 'layers',
    type: integer(1, 8),
    defaultNote: '3',
    description: 'propagations; an embedding is the mean of all layers',
  }),
  start: settingWithoutDefault({
    flag: '--start <how>',
    variable: 'EDGEWISE_START',
    key: 'start',
    type: choice('svd', 'random'),
    defaultNote: 'svd',
    description: 'where the table starts: leading singular vectors of the graph, or noise',
  }),
  loss: settingWithoutDefault({
    flag: '--loss <name>',
    variable: 'EDGEWISE_LOSS',
    key: 'loss',
    type: choice('sampled-softmax', 'bsl', 'bpr'),
    defaultNote: 'sampled-softmax',
    description: 'what a step descends: a softmax for each item of a user, for all of hers at once (bsl), or pairs',
  }),
  similarity: settingWithoutDefault({
    flag: '--similarity <name>',
    variable: 'EDGEWISE_SIMILARITY',
    key: 'similarity',
    type: choice('cosine', 'dot'),
    defaultNote: 'cosine',
    description:
      'what the softmax compares: cosines, or for one user dot products (then try temperature 0.25 and uniform negatives)',
  }),
  normExponent: settingWithoutDefault({
    flag: '--norm-exponent <n>',
    variable: 'EDGEWISE_NORM_EXPONENT',
    key: 'normExponent',
    type: number(0, 1),
    defaultNote: '0.5',
    description:
      "power of an item's length that its score is divided by after learning cosines (blend: 0.75); less favors what is popular",
  }),
  learningRate: settingWithoutDefault({
    flag: '--learning-rate <n>',
    variable: 'EDGEWISE_LEARNING_RATE',
    key: 'learningRate',
    type: number(1e-9, 10),
    defaultNote: '0.02',
    description: 'peak learning rate of Adam',
  }),
  temperature: settingWithoutDefault({
    flag: '--temperature <n>',
    variable: 'EDGEWISE_TEMPERATURE',
    key: 'temperature',
    type: number(1e-6, 100),
    defaultNote: '0.1',
    description: 'what scores are divided by in the softmax',
  }),
  positiveTemperature: settingWithoutDefault({
    flag: '--positive-temperature <n>',
    variable: 'EDGEWISE_POSITIVE_TEMPERATURE',
    key: 'positiveTemperature',
    type: number(1e-6, 100),
    defaultNote: '0.2',
    description: "what scores of a user's own items are divided by under --loss bsl",
  }),
  batchUsers: settingWithoutDefault({
    flag: '--batch-users <n>',
    variable: 'EDGEWISE_BATCH_USERS',
    key: 'batchUsers',
    type: integer(1, 1_000_000),
    defaultNote: '512',
    description: 'users in a batch of a softmax, each with all their items; fewer make more steps of an epoch',
  }),
  negatives: settingWithoutDefault({
    flag: '--negatives <n>',
    variable: 'EDGEWISE_NEGATIVES',
    key: 'negatives',
    type: integer(1, 1_000_000),
    defaultNote: '4096',
    description: 'items that a batch of a softmax is contrasted with; as many as there are make it a full softmax',
  }),
  negativeSampling: settingWithoutDefault({
    flag: '--negative-sampling <how>',
    variable: 'EDGEWISE_NEGATIVE_SAMPLING',
    key: 'negativeSampling',
    type: choice('uniform', 'popular'),
    defaultNote: 'popular',
    description: 'how a softmax draws the items that it contrasts: all alike, or as often as users have them',
  }),
  contrast: settingWithoutDefault({
    flag: '--contrast <n>',
    variable: 'EDGEWISE_CONTRAST',
    key: 'contrast',
    type: number(0, 1e6),
    defaultNote: '0',
    description: 'weight of a contrastive term that keeps users, and items, apart',
  }),
  batchL2: settingWithoutDefault({
    flag: '--batch-l2 <n>',
    variable: 'EDGEWISE_BATCH_L2',
    key: 'batchL2',
    type: number(0, 1e6),
    defaultNote: '0',
    description: "weight decay of a batch's rows of the table, as LightGCN has it (there 0.0001)",
  }),
  exponents: settingWithoutDefault({
    flag: '--exponents <how>',
    variable: 'EDGEWISE_EXPONENTS',
    key: 'exponents',
    type: exponents,
    defaultNote: 'auto',
    description:
      'how strongly degrees damp a walk of filter and blend: P,Q,A (end, start, user), or chosen on held-out edges where their order is known',
  }),
  patience: settingWithoutDefault({
    flag: '--patience <n>',
    variable: 'EDGEWISE_PATIENCE',
    key: 'patience',
    type: integer(1, 100_000),
    defaultNote: '6',
    description:
      'epochs clearly worse than the best by recall@20 on held-out edges, one after the other, that end training',
  }),
  validation: settingWithoutDefault({
    flag: '--validation <how>',
    variable: 'EDGEWISE_VALIDATION',
    key: 'validation',
    type: choice('auto', 'last', 'random', 'none'),
    defaultNote: 'auto',
    description: 'edges held out to choose the epoch: the last of each user, a random share, or none',
  }),
  validationUsers: settingWithoutDefault({
    flag: '--validation-users <n>',
    variable: 'EDGEWISE_VALIDATION_USERS',
    key: 'validationUsers',
    type: integer(1, 10_000_000),
    defaultNote: '4096',
    description:
      'most users whose held-out edges are ranked to choose by, drawn once; more choose alike under any seed, and take longer',
  }),
  refit: settingWithoutDefault({
    flag: '--refit <yes>',
    variable: 'EDGEWISE_REFIT',
    key: 'refit',
    type: truth,
    defaultNote: 'true',
    description: 'train again on all edges for as many epochs as were best on held-out ones',
  }),
} as const;
