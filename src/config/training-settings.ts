import { setting, settingWithoutDefault } from './setting-definition.js';
import { choice, integer, text } from './value-types.js';

/** What is trained, and how training runs: machine and chance. */
export const TRAINING_SETTINGS = {
  model: setting({
    flag: '--model <name>',
    variable: 'EDGEWISE_MODEL',
    key: 'model',
    type: choice('blend', 'gcn', 'filter', 'popularity', 'item-knn', 'als', 'ease', 'chebyshev'),
    default: 'blend',
    description:
      'what ranks: a trained table and a walk filter blended, either of them alone, or what is popular; for evaluate to compare with also item-knn, als, ease and chebyshev',
  }),
  engine: setting({
    flag: '--engine <name>',
    variable: 'EDGEWISE_ENGINE',
    key: 'engine',
    type: choice('auto', 'wasm', 'cpu', 'tensorflow', 'webgpu'),
    default: 'auto',
    description: 'engine that trains',
  }),
  tensorflowDirectory: settingWithoutDefault({
    flag: '--tensorflow <dir>',
    variable: 'EDGEWISE_TENSORFLOW',
    key: 'tensorflow',
    type: text,
    defaultNote: "edgewise/tensorflow in the user's data directory",
    description: 'where `edgewise doctor --install-tensorflow` puts TensorFlow and the engine finds it',
  }),
  threads: settingWithoutDefault({
    flag: '--threads <n>',
    variable: 'EDGEWISE_THREADS',
    key: 'threads',
    type: integer(1, 256),
    defaultNote: 'one per processor',
    description: 'threads for training and ranking',
  }),
  seed: setting({
    flag: '--seed <n>',
    variable: 'EDGEWISE_SEED',
    key: 'seed',
    type: integer(0, 4_294_967_295),
    default: 1,
    description: 'seed of every random decision',
  }),
} as const;
