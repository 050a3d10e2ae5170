import type { AnyCommand, CommandGroup } from './command-definition.js';
import { doctorCommand } from './commands/doctor.js';
import { evaluateCommand } from './commands/evaluate.js';
import { explainCommand } from './commands/explain.js';
import { graphEgoCommand } from './commands/graph-ego.js';
import { importCommand } from './commands/import.js';
import { influenceCommand } from './commands/influence.js';
import { keysCreateCommand } from './commands/keys-create.js';
import { keysListCommand } from './commands/keys-list.js';
import { keysRevokeCommand } from './commands/keys-revoke.js';
import { keysRotateCommand } from './commands/keys-rotate.js';
import { quickstartCommand } from './commands/quickstart.js';
import { recommendCommand } from './commands/recommend.js';
import { refreshCommand } from './commands/refresh.js';
import { serveCommand } from './commands/serve.js';
import { snapshotsListCommand } from './commands/snapshots-list.js';
import { snapshotsPruneCommand } from './commands/snapshots-prune.js';
import { snapshotsRollbackCommand } from './commands/snapshots-rollback.js';
import { snapshotsVerifyCommand } from './commands/snapshots-verify.js';
import { storeCheckCommand } from './commands/store-check.js';
import { storeImportFilesCommand } from './commands/store-import-files.js';
import { storeStatsCommand } from './commands/store-stats.js';
import { trainCommand } from './commands/train.js';
import { tuneCommand } from './commands/tune.js';
import { versionCommand } from './commands/version.js';

/** Every command, in the order in which help lists them. */
export const COMMANDS: readonly (AnyCommand | CommandGroup)[] = [
  quickstartCommand,
  importCommand,
  trainCommand,
  evaluateCommand,
  tuneCommand,
  serveCommand,
  refreshCommand,
  recommendCommand,
  explainCommand,
  influenceCommand,
  { name: 'graph', summary: 'look at a part of the graph', commands: [graphEgoCommand] },
  {
    name: 'store',
    summary: 'look into the store, or fill a new one offline',
    commands: [storeCheckCommand, storeStatsCommand, storeImportFilesCommand],
  },
  {
    name: 'snapshots',
    summary: 'list, check and choose snapshots',
    commands: [snapshotsListCommand, snapshotsVerifyCommand, snapshotsRollbackCommand, snapshotsPruneCommand],
  },
  {
    name: 'keys',
    summary: 'make and end the API keys that clients use',
    commands: [keysCreateCommand, keysRotateCommand, keysRevokeCommand, keysListCommand],
  },
  doctorCommand,
  versionCommand,
];
