import { setting, settingWithoutDefault } from './setting-definition.js';
import { choice, integer, number, text } from './value-types.js';

/** How training runs: machine, chance, and when a refresh may publish. */
export const TRAINING_SETTINGS = {
  engine: setting({
    flag: '--engine <name>',
    variable: 'EDGEWISE_ENGINE',
    key: 'engine',
    type: choice('auto', 'wasm', 'cpu', 'tensorflow'),
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
  maxRecallDrop: setting({
    flag: '--max-recall-drop <share>',
    variable: 'EDGEWISE_MAX_RECALL_DROP',
    key: 'maxRecallDrop',
    type: number(0, 1),
    default: 0.1,
    description: 'share by which recall may fall below that of the served snapshot before a refresh is refused',
  }),
} as const;
