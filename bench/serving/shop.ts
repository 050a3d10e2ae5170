import { cpSync, writeFileSync } from 'node:fs';
import { Random } from '../../src/core/random.js';
import type { BenchRun } from '../harness/bench.js';
import { runEdgewise } from '../harness/edgewise-process.js';
import type { Workspace } from '../harness/workspace.js';

const USERS = 2000;
const ITEMS = 1000;
const EVENTS_PER_USER = 25;
const START = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;

export const SHOP_USERS: readonly string[] = Array.from({ length: USERS }, (_, user) => `u${user}`);

/** A made-up shop in a store of its own, and `versions` snapshots of it, each trained from another seed. Once a run. */
export function prepareShop(run: BenchRun): Promise<Shop> {
  const shop = shops.get(run.workspace) ?? prepare(run);
  shops.set(run.workspace, shop);
  return shop;
}

/** A copy of the shop for a section that changes it. */
export async function copyShop(run: BenchRun, name: string): Promise<Pick<Shop, 'words'>> {
  await prepareShop(run);
  const copy = (part: string): string => {
    cpSync(run.workspace.path(`shop-${part}`), run.workspace.path(`${name}-${part}`), { recursive: true });
    return run.workspace.path(`${name}-${part}`);
  };
  return { words: ['--store', `embedded:${copy('store')}`, '--snapshots', copy('snapshots')] };
}

export interface Shop {
  /** Words that name store and snapshots. */
  readonly words: readonly string[];
  readonly snapshots: string;
  /** Oldest first; the last is current. */
  readonly versions: readonly string[];
}

const VERSIONS = 4;
const shops = new WeakMap<Workspace, Promise<Shop>>();

async function prepare({ workspace, signal, say }: BenchRun): Promise<Shop> {
  say('making a shop and training four small snapshots of it …');
  const path = workspace.path('shop.csv');
  writeFileSync(path, shopCsv());
  const snapshots = workspace.path('shop-snapshots');
  const words = ['--store', `embedded:${workspace.path('shop-store')}`, '--snapshots', snapshots];
  const map = 'user=user,item=item,behavior=behavior,at=at';
  await runEdgewise(['import', '--format', 'csv', '--path', path, '--map', map, ...words.slice(0, 2)], signal);
  const versions: string[] = [];
  for (let seed = 1; seed <= VERSIONS; seed++) {
    const checkpoints = ['--checkpoints', workspace.path(`shop-checkpoints-${seed}`)];
    const training = ['train', '--epochs', '1', '--seed', String(seed), ...words, ...checkpoints];
    const { answer } = await runEdgewise(training, signal);
    versions.push((answer as { version: string }).version);
  }
  return { words, snapshots, versions };
}

function shopCsv(): string {
  const random = Random.stream(11, 'serving-shop');
  const lines = ['user,item,behavior,at'];
  for (const user of SHOP_USERS) {
    for (let event = 0; event < EVENTS_PER_USER; event++) {
      // Squared, so that some items are bought often and most rarely.
      const item = Math.floor(random.float() ** 2 * ITEMS);
      lines.push(`${user},i${item},${random.below(3) === 0 ? 'buy' : 'view'},${START + random.below(2000) * HOUR}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
