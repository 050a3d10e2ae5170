import { setting } from './setting-definition.js';
import { integer, text } from './value-types.js';

/** Where things are kept, and how much of them. */
export const PLACE_SETTINGS = {
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
    description: 'where training publishes snapshots and serving reads them',
  }),
  checkpointDirectory: setting({
    flag: '--checkpoints <dir>',
    variable: 'EDGEWISE_CHECKPOINTS',
    key: 'checkpoints',
    type: text,
    default: './data/checkpoints',
    description: 'where training keeps what --resume continues from',
  }),
  retention: setting({
    flag: '--keep <n>',
    variable: 'EDGEWISE_KEEP',
    key: 'keep',
    type: integer(1, 1000),
    default: 5,
    description: 'snapshots to keep, the served one included',
  }),
} as const;
