import { setting, settingWithoutDefault } from './setting-definition.js';
import { integer, number, text, truth } from './value-types.js';

/** When and how `refresh` trains, what it may publish and where it tells of it. */
export const REFRESH_SETTINGS = {
  maxRecallDrop: setting({
    flag: '--max-recall-drop <share>',
    variable: 'EDGEWISE_MAX_RECALL_DROP',
    key: 'maxRecallDrop',
    type: number(0, 1),
    default: 0.1,
    description: 'share by which recall may fall below that of the served snapshot before a refresh is refused',
  }),
  warmShare: setting({
    flag: '--warm-share <share>',
    variable: 'EDGEWISE_WARM_SHARE',
    key: 'warmShare',
    type: number(0, 1),
    default: 0.05,
    description:
      'share of pairs that may have come or gone for training to go on from the served snapshot; 0 for never',
  }),
  fullAfterHours: setting({
    flag: '--full-after <hours>',
    variable: 'EDGEWISE_FULL_AFTER',
    key: 'fullAfter',
    type: number(0, 87_600),
    default: 168,
    description: 'age at which a refresh reads the whole store and trains from the start; 0 for always',
  }),
  leaseSeconds: setting({
    flag: '--lease-seconds <n>',
    variable: 'EDGEWISE_LEASE_SECONDS',
    key: 'leaseSeconds',
    type: integer(1, 86_400),
    default: 120,
    description: 'how long a refresh that died keeps others out',
  }),
  writeBack: setting({
    flag: '--write-back',
    variable: 'EDGEWISE_WRITE_BACK',
    key: 'writeBack',
    type: truth,
    default: false,
    description: 'write the embeddings into the store, with vector indexes (Neo4j)',
  }),
  timeZone: settingWithoutDefault({
    flag: '--time-zone <name>',
    variable: 'EDGEWISE_TIME_ZONE',
    key: 'timeZone',
    type: text,
    defaultNote: 'that of the machine',
    description: 'time zone of --every, e.g. Europe/Berlin',
  }),
  jitterSeconds: setting({
    flag: '--jitter <seconds>',
    variable: 'EDGEWISE_JITTER',
    key: 'jitter',
    type: number(0, 86_400),
    default: 0,
    description: 'most seconds, drawn anew, by which a scheduled refresh begins later',
  }),
  runLog: settingWithoutDefault({
    flag: '--run-log <file>',
    variable: 'EDGEWISE_RUN_LOG',
    key: 'runLog',
    type: text,
    defaultNote: 'none',
    description: 'file that gets one JSON line a refresh',
  }),
  metricsFile: settingWithoutDefault({
    flag: '--metrics-file <file>',
    variable: 'EDGEWISE_METRICS_FILE',
    key: 'metricsFile',
    type: text,
    defaultNote: 'none',
    description: "file with the last refresh's figures for the textfile collector of node_exporter",
  }),
} as const;
