import type { SnapshotComparison } from '../../../src/evaluate/compare-snapshots.js';
import type { Evaluation } from '../../../src/evaluate/evaluate-seeds.js';
import type { FidelityReport } from '../../../src/evaluate/fidelity/fidelity-report.js';

const metrics = { 'recall@20': 0.1679, 'ndcg@20': 0.1347, 'novelty@20': 11.02, 'popularity@20': 123.4 };
const popularity = { 'recall@20': 0.0416, 'ndcg@20': 0.0317, 'novelty@20': 5.5, 'popularity@20': 1530.2 };

/** Figures as an evaluation might give them, with a name that every format has to escape. */
export const EVALUATION: Evaluation = {
  model: 'gcn <"&|*>',
  protocol: { split: { kind: 'last-share', share: 0.2 }, cutoffs: [20] },
  seeds: [1],
  counts: { users: 1200, items: 3400, train: 56_000, heldOut: 14_000, evaluatedUsers: 1199 },
  metrics,
  popularity,
  deviations: { 'recall@20': 0, 'ndcg@20': 0, 'novelty@20': 0, 'popularity@20': 0 },
  intervals: { 'recall@20': [0.1601, 0.1755], 'ndcg@20': [0.1287, 0.1402] },
  againstPopularity: {
    'recall@20': { difference: 0.1263, interval: [0.1181, 0.1344], p: 0.0001, users: 1011 },
    'ndcg@20': { difference: -0.003, interval: [-0.01, 0.004], p: 0.41, users: 1011 },
  },
  groups: {
    k: 20,
    activity: [
      { from: 3, to: 8, size: 600, users: 600, recall: 0.12, popularityRecall: 0.05 },
      { from: 9, to: 1400, size: 599, users: 599, recall: 0.2158, popularityRecall: 0.0332 },
    ],
    popularity: [
      { from: 0, to: 12, size: 3000, users: 900, recall: 0.08, popularityRecall: 0 },
      { from: 13, to: 13, size: 400, users: 1100, recall: 0.25, popularityRecall: 0.07 },
    ],
  },
  exposure: {
    k: 20,
    model: Array.from({ length: 21 }, (_, place) => Math.sqrt(place / 20)),
    popularity: Array.from({ length: 21 }, (_, place) => (place === 0 ? 0 : 1)),
  },
  validation: { 'recall@20': 0.188 },
  hyperparameters: { dimensions: 64, loss: 'sampled-softmax' },
  choice: { weight: 0.15, p: 0.45 },
  seed: 1,
  bestEpoch: 2,
  history: [
    { epoch: 1, phase: 'selection', loss: 3.1, seconds: 8.2, steps: 59, metrics: { 'recall@20': 0.17 } },
    { epoch: 2, phase: 'selection', loss: 2.6, seconds: 8.1, steps: 59, metrics: { 'recall@20': 0.188 } },
    { epoch: 1, phase: 'refit', loss: 3.0, seconds: 8.4, steps: 61 },
    { epoch: 2, phase: 'refit', loss: 2.5, seconds: 8.3, steps: 61 },
  ],
  seconds: { training: 33.4, ranking: 6.1 },
  stepMilliseconds: 139.2,
  peakRss: 1_460_000_000,
  runs: [
    {
      seed: 1,
      metrics,
      popularity,
      validation: { 'recall@20': 0.188 },
      choice: { weight: 0.15, p: 0.45 },
      bestEpoch: 2,
      seconds: { training: 33.4, ranking: 6.1 },
      stepMilliseconds: 139.2,
    },
  ],
};

const counterfactual = { success: 0.24, successInterval: [0.18, 0.3], size: 5.96, sizeInterval: [5.2, 6.7] } as const;
const difference = { difference: -0.05, interval: [-0.055, -0.046], p: 0.0001, users: 198 } as const;
const ofExplainer = {
  metrics: { 'deletion-area': 0.627, 'insertion-area': 0.863, 'pos@10': 0.862, 'neg@10': 0.999 },
  intervals: {
    'deletion-area': [0.617, 0.637],
    'insertion-area': [0.857, 0.869],
    'pos@10': [0.83, 0.895],
    'neg@10': [0.998, 1],
  },
  counterfactual,
  curves: {
    deletion: Array.from({ length: 11 }, (_, tenth) => 1 - tenth / 10),
    insertion: Array.from({ length: 11 }, (_, tenth) => Math.sqrt(tenth / 10)),
  },
} as const;

/** What --fidelity adds. */
export const FIDELITY: FidelityReport = {
  users: 200,
  interactions: 21.8,
  cutoffs: [10],
  counterfactual: { top: 10, mostRemoved: 10 },
  explainers: [
    { name: 'influence', ...ofExplainer },
    { name: 'lead', ...ofExplainer },
    {
      name: 'cosine',
      ...ofExplainer,
      counterfactual: { success: 0, successInterval: [0, 0], size: null, sizeInterval: null },
      differences: {
        influence: {
          'deletion-area': difference,
          'pos@10': { ...difference, difference: 0.03, interval: [0.017, 0.045] },
        },
        lead: { 'deletion-area': difference, 'pos@10': difference },
      },
    },
  ],
  search: { ...counterfactual, minimal: 0.151 },
  seed: 1,
};

export const COMPARISON: SnapshotComparison = {
  versions: ['20261101T020000Z-00000001', '20261125T020000Z-00000002'],
  counts: { users: 812, items: 3390, heldOut: 2044 },
  cutoffs: [20],
  metrics: [
    { 'recall@20': 0.15, 'coverage@20': 0.4 },
    { 'recall@20': 0.17, 'coverage@20': 0.5 },
  ],
  intervals: [{ 'recall@20': [0.14, 0.16] }, { 'recall@20': [0.16, 0.18] }],
  differences: { 'recall@20': { difference: 0.02, interval: [0.011, 0.03], p: 0.0004, users: 340 } },
  seed: 1,
};
