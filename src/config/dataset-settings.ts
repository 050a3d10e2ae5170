import { setting, settingWithoutDefault } from './setting-definition.js';
import { choice, durationOr, list, number, parameters, text, weights, weightsOrAuto } from './value-types.js';

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
  projection: settingWithoutDefault({
    flag: '--projection <file>',
    variable: 'EDGEWISE_PROJECTION',
    key: 'projection',
    type: text,
    defaultNote: "none: the store's own interactions",
    description: 'Cypher file that finds the interactions in a graph of another shape',
  }),
  projectionParameters: settingWithoutDefault({
    flag: '--param <pairs>',
    variable: 'EDGEWISE_PARAM',
    key: 'param',
    type: parameters,
    defaultNote: 'none',
    description: 'parameters of the projection, e.g. since=1735689600000,label=Movie',
  }),
  behaviors: settingWithoutDefault({
    flag: '--behaviors <names>',
    variable: 'EDGEWISE_BEHAVIORS',
    key: 'behaviors',
    type: list,
    defaultNote: 'all',
    description: 'behaviors to train on',
  }),
  targetBehavior: settingWithoutDefault({
    flag: '--target-behavior <name>',
    variable: 'EDGEWISE_TARGET_BEHAVIOR',
    key: 'targetBehavior',
    type: text,
    defaultNote: 'any',
    description: 'behavior that models are chosen and judged by; all are learned from',
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
    type: weightsOrAuto,
    defaultNote: '1 for each',
    description: 'factor of each behavior in that weight, e.g. view=1,like=2, or learned on held-out interactions',
  }),
  halfLife: setting({
    flag: '--half-life <time>',
    variable: 'EDGEWISE_HALF_LIFE',
    key: 'halfLife',
    type: durationOr('none', 'auto'),
    default: 'none',
    description:
      'age at which an interaction weighs half, e.g. 30d, counted from the newest, or learned; with --weighting sum or log',
  }),
  attributes: settingWithoutDefault({
    flag: '--attributes <pairs>',
    variable: 'EDGEWISE_ATTRIBUTES',
    key: 'attributes',
    type: weights,
    defaultNote: 'none',
    description: 'attributes of items to learn from, with the weight of an edge to a value, e.g. genres=1,brand=0.5',
  }),
  userAttributes: settingWithoutDefault({
    flag: '--user-attributes <pairs>',
    variable: 'EDGEWISE_USER_ATTRIBUTES',
    key: 'userAttributes',
    type: weights,
    defaultNote: 'none',
    description: 'attributes of users to learn from, in the same way, e.g. country=1,age=0.5',
  }),
} as const;
