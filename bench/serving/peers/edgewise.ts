// Edgewise as `serve` starts it for other machines, all limits on, with the rows of the benchmark behind it.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '../../../src/core/log.js';
import { startServer } from '../../../src/graphql/create-server.js';
import { SnapshotDirectory } from '../../../src/snapshot/snapshot-directory.js';
import { openStore } from '../../../src/store/open-store.js';
import { precomputedSchema } from './precomputed.js';

/** Every request is counted and charged against it, and none is refused. */
const NEVER_REACHED = { perSecond: 1e12, burst: 1e12 };

const directory = mkdtempSync(join(tmpdir(), 'edgewise-bench-peer-'));
const store = await openStore(`embedded:${join(directory, 'store')}`, { log: silentLogger });
await store.ensureSchema();
const server = await startServer({
  store,
  snapshots: new SnapshotDirectory(join(directory, 'snapshots')),
  schema: precomputedSchema(),
  port: 0,
  introspection: false,
  rateLimit: NEVER_REACHED,
  admin: { port: 0 },
});
console.log(JSON.stringify({ url: server.url }));
