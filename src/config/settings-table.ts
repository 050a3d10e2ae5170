import { choice, integer, list, number, text, weights, type ValueType } from './value-types.js';

/** One setting: everything that flags, variables, the config file and the documentation need to know of it. */
export interface SettingDefinition<Value, Default = Value | undefined> {
  /** As commander reads it. */
  readonly flag: string;
  readonly variable: `EDGEWISE_${string}`;
  /** Key in edgewise.config.json. */
  readonly key: string;
  readonly type: ValueType<Value>;
  readonly default: Default;
  /** What stands for the default where it is undefined. */
  readonly defaultNote?: string;
  readonly description: string;
}

/** Every setting of Edgewise, in the order in which the documentation lists them. */
export const SETTINGS = {
  storeUrl: setting({
    flag: '--store <url>',
    variable: 'EDGEWISE_STORE',
    key: 'store',
    type: text,
    default: 'embedded:./data/store',
    description: 'where interactions live',
  }),
  snapshotDirectory: setting({
    flag: '--snapshots <dir>',
    variable: 'EDGEWISE_SNAPSHOTS',
    key: 'snapshots',
    type: text,
    default: './data/snapshots',
    description: 'where training publishes and serving reads snapshots',
  }),
  checkpointDirectory: setting({
    flag: '--checkpoints <dir>',
    variable: 'EDGEWISE_CHECKPOINTS',
    key: 'checkpoints',
    type: text,
    default: './data/checkpoints',
    description: 'where training keeps what --resume continues from',
  }),
  logLevel: setting({
    flag: '--log-level <level>',
    variable: 'EDGEWISE_LOG_LEVEL',
    key: 'logLevel',
    type: choice('silent', 'error', 'warn', 'info', 'debug'),
    default: 'info',
    description: 'least important log line that is written to stderr',
  }),
  logFormat: setting({
    flag: '--log-format <format>',
    variable: 'EDGEWISE_LOG_FORMAT',
    key: 'logFormat',
    type: choice('auto', 'text', 'json'),
    default: 'auto',
    description: 'log lines for people or machines; auto is text on a terminal',
  }),
  host: setting({
    flag: '--host <host>',
    variable: 'EDGEWISE_HOST',
    key: 'host',
    type: text,
    default: '127.0.0.1',
    description: 'address to listen on',
  }),
  port: setting({
    flag: '--port <port>',
    variable: 'EDGEWISE_PORT',
    key: 'port',
    type: integer(0, 65_535),
    default: 4000,
    description: 'port to listen on; 0 lets the system choose',
  }),
  engine: setting({
    flag: '--engine <name>',
    variable: 'EDGEWISE_ENGINE',
    key: 'engine',
    type: choice('auto', 'wasm', 'cpu'),
    default: 'auto',
    description: 'engine that trains',
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
  retention: setting({
    flag: '--keep <n>',
    variable: 'EDGEWISE_KEEP',
    key: 'keep',
    type: integer(1, 1000),
    default: 5,
    description: 'snapshots to keep, the served one included',
  }),
  maxRejected: setting({
    flag: '--max-rejected <share>',
    variable: 'EDGEWISE_MAX_REJECTED',
    key: 'maxRejected',
    type: number(0, 1),
    default: 0.01,
    description: 'share of lines that an import may reject before it fails',
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

export type SettingName = keyof typeof SETTINGS;

/** The value of every setting; undefined only where the table has no default. */
export type Settings = {
  readonly [Name in SettingName]: (typeof SETTINGS)[Name] extends SettingDefinition<infer Value, infer Default>
    ? Value | Extract<Default, undefined>
    : never;
};

function setting<Value>(definition: SettingDefinition<Value, Value>): SettingDefinition<Value, Value> {
  return definition;
}

function settingWithoutDefault<Value>(
  definition: Omit<SettingDefinition<Value>, 'default'> & { readonly defaultNote: string },
): SettingDefinition<Value, undefined> {
  return { ...definition, default: undefined };
}
