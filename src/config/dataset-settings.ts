import { setting, settingWithoutDefault } from './setting-definition.js';
import { choice, list, number, weights } from './value-types.js';

/** Which interactions count, and how much. */
export const DATASET_SETTINGS = {
  maxRejected: setting({
    flag: '--max-rejected <share>',
    variable: 'EDGEWISE_MAX_REJECTED',
    key: 'maxRejected',
    type: number(0, 1),
    default: 0.01,
    description: 'share of lines that an import may reject before it fails',
  }),
  behaviors: settingWithoutDefault({
    flag: '--behaviors <names>',
    variable: 'EDGEWISE_BEHAVIORS',
    key: 'behaviors',
    type: list,
    defaultNote: 'all',
    description: 'behaviors to train on',
  }),
  weighting: setting({
    flag: '--weighting <mode>',
    variable: 'EDGEWISE_WEIGHTING',
    key: 'weighting',
    type: choice('binary', 'sum', 'log'),
    default: 'binary',
    description: 'how the events of one user and item make the weight of their edge',
  }),
  behaviorWeights: settingWithoutDefault({
    flag: '--behavior-weights <pairs>',
    variable: 'EDGEWISE_BEHAVIOR_WEIGHTS',
    key: 'behaviorWeights',
    type: weights,
    defaultNote: '1 for each',
    description: 'factor of each behavior in that weight, e.g. view=1,like=2',
  }),
} as const;
