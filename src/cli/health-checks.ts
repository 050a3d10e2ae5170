import { existsSync } from 'node:fs';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { isEdgewiseError, type EdgewiseError } from '../core/errors.js';
import type { CommandCall } from './command-definition.js';
import { openSnapshots } from './open-snapshots.js';
import { formatBytes, formatCount, formatTime } from './terminal/format-figures.js';
import { toEdgewiseError } from './report-error.js';
import { engineOptions } from './training-choices.js';
import { withStore } from './with-store.js';

export interface HealthCheck {
  readonly name: string;
  readonly status: 'ok' | 'remark' | 'failed';
  readonly found: string;
  readonly error?: EdgewiseError;
}

type CheckCall = Pick<CommandCall, 'settings' | 'run'>;

const OLDEST_NODE = [20, 19] as const;
/** What training on a million interactions takes, with room. */
const COMFORTABLE_BYTES = 2e9;

/** Every check, one after another; a check that throws is one that failed. */
export async function runChecks(call: CheckCall): Promise<HealthCheck[]> {
  const checks = {
    node: checkNode,
    memory: checkMemory,
    processors: checkProcessors,
    engine: checkEngine,
    store: checkStore,
    snapshot: checkSnapshot,
  };
  const results: HealthCheck[] = [];
  for (const [name, check] of Object.entries(checks)) results.push(await resultOf(name, check, call));
  return results;
}

type Finding = Pick<HealthCheck, 'status' | 'found'>;

async function resultOf(
  name: string,
  check: (call: CheckCall) => Finding | Promise<Finding>,
  call: CheckCall,
): Promise<HealthCheck> {
  try {
    return { name, ...(await check(call)) };
  } catch (thrown) {
    const error = toEdgewiseError(thrown, call.run.signal);
    return { name, status: 'failed', found: `${error.code}: ${error.message} ${error.cure}`, error };
  }
}

function checkNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isOld = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  const found = `Node ${process.versions.node}`;
  return isOld
    ? { status: 'remark', found: `${found}; ${OLDEST_NODE.join('.')} is the oldest that is tested` }
    : { status: 'ok', found };
}

function checkMemory(): Finding {
  const found = `${formatBytes(freemem())} free of ${formatBytes(totalmem())}`;
  return { status: freemem() < COMFORTABLE_BYTES ? 'remark' : 'ok', found };
}

function checkProcessors(): Finding {
  return { status: 'ok', found: `${availableParallelism()}` };
}

/** Starts the engine that training would use, and stops it. */
async function checkEngine({ settings, run }: CheckCall): Promise<Finding> {
  const { startEngine } = await import('../engine/start-engine.js');
  const { engine: wanted } = settings;
  const engine = await startEngine(wanted, { log: run.log, ...engineOptions(settings) });
  const { name, threads, device } = engine;
  const found = name === 'wasm' ? `wasm with SIMD, ${threads} threads` : [name, device].filter(Boolean).join(': ');
  await engine.dispose();
  return { status: engine.name === 'cpu' && wanted === 'auto' ? 'remark' : 'ok', found };
}

async function checkStore(call: CheckCall): Promise<Finding> {
  const { storeUrl } = call.settings;
  const path = storeUrl.replace(/^embedded:/, '');
  // Opening would make one: a look must not leave anything behind.
  if (path !== storeUrl && !existsSync(path))
    return { status: 'remark', found: `no ${path} yet: run \`edgewise import\`` };
  const [url, stats] = await withStore(call, async (store) => [store.url, await store.stats()] as const);
  const found = `${url}: ${formatCount(stats.users)} users, ${formatCount(stats.items)} items, ${formatCount(stats.interactions)} interactions`;
  return { status: stats.interactions === 0 ? 'remark' : 'ok', found };
}

async function checkSnapshot(call: CheckCall): Promise<Finding> {
  try {
    const { version, createdAt, counts } = await (await openSnapshots(call)).verify();
    return { status: 'ok', found: `${version}, ${formatTime(createdAt)}, ${formatCount(counts.users)} users, intact` };
  } catch (error) {
    if (!isEdgewiseError(error, 'SNAPSHOT_MISSING')) throw error;
    return { status: 'remark', found: 'none yet: run `edgewise train`' };
  }
}
