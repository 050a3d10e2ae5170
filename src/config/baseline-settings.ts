import { settingWithoutDefault } from './setting-definition.js';
import { integer, number } from './value-types.js';

/** Hyperparameters of the models that `evaluate` alone has, to compare with; each quotes its model's default. */
export const BASELINE_SETTINGS = {
  neighbors: settingWithoutDefault({
    flag: '--neighbors <n>',
    variable: 'EDGEWISE_NEIGHBORS',
    key: 'neighbors',
    type: integer(1, 10_000),
    defaultNote: '100',
    description: 'nearest items that an item of the user adds to (item-knn)',
  }),
  shrinkage: settingWithoutDefault({
    flag: '--shrinkage <n>',
    variable: 'EDGEWISE_SHRINKAGE',
    key: 'shrinkage',
    type: number(0, 1e6),
    defaultNote: '10',
    description: 'added below the line of a cosine, against items with few users (item-knn)',
  }),
  regularization: settingWithoutDefault({
    flag: '--regularization <n>',
    variable: 'EDGEWISE_REGULARIZATION',
    key: 'regularization',
    type: number(1e-9, 1e9),
    defaultNote: 'als 100, ease 200',
    description: 'what large factors or weights cost (als, ease)',
  }),
  beta: settingWithoutDefault({
    flag: '--beta <n>',
    variable: 'EDGEWISE_BETA',
    key: 'beta',
    type: number(0, 2),
    defaultNote: '0.4',
    description: 'how strongly popular items are favored (chebyshev)',
  }),
  alpha: settingWithoutDefault({
    flag: '--alpha <n>',
    variable: 'EDGEWISE_ALPHA',
    key: 'alpha',
    type: number(0, 1e6),
    defaultNote: '40',
    description: 'confidence in a pair of weight w is 1 + alpha · w (als)',
  }),
} as const;
