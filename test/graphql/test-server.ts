import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fixedClock } from '../../src/core/clock.js';
import { silentLogger } from '../../src/core/log.js';
import { type RunningServer, startServer } from '../../src/graphql/create-server.js';
import type { ServerOptions } from '../../src/graphql/server-options.js';
import type { SnapshotManifest } from '../../src/snapshot/manifest.js';
import { SnapshotDirectory } from '../../src/snapshot/snapshot-directory.js';
import type { InteractionStore, ItemRecord, UserProfile } from '../../src/store/interaction-store.js';
import { openStore } from '../../src/store/open-store.js';
import type { SnapshotContents } from '../../src/snapshot/contents.js';
import { tinyContents, type TinyInteraction, type TinyOptions } from '../fixtures/tiny-snapshot.js';
import { type Ask, ask, type GraphqlAnswer, postQuery } from './http-client.js';
import { observeStore, type ObservedStore } from './observed-store.js';

/** When every test takes place: a day after the last interaction of the small shop. */
export const NOW = Date.UTC(2026, 0, 10);

export interface World {
  readonly interactions: readonly TinyInteraction[];
  readonly items?: readonly ItemRecord[];
  /** What describes users; one named here and in no interaction is there all the same. */
  readonly users?: readonly UserProfile[];
}

export interface TestServer extends RunningServer {
  readonly observed: ObservedStore;
  readonly snapshots: SnapshotDirectory;
  readonly snapshotPath: string;
  /** Answers of a query over HTTP. */
  query<Data>(query: string, variables?: Readonly<Record<string, unknown>>, more?: Ask): Promise<GraphqlAnswer<Data>>;
  /** Publishes a snapshot of what the store has now and resolves once it is served. */
  publish(options?: TinyOptions): Promise<SnapshotManifest>;
  /** Resolves once the current version is served: an erasure replaces it, and the watcher takes the new one up later. */
  settle(): Promise<void>;
}

/** A server over a real embedded store and a real snapshot directory, both new and removed with it. */
export async function startTestServer(world: World, options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const directory = await mkdtemp(join(tmpdir(), 'edgewise-graphql-'));
  const store = await openStore(`embedded:${join(directory, 'store')}`, { log: silentLogger });
  await store.ensureSchema();
  await store.upsertItems(world.items ?? []);
  await store.upsertUsers(world.users ?? []);
  await store.upsertInteractions(
    world.interactions.map((given) => ({ behavior: 'interacted', at: 0, weight: 1, ...given })),
  );
  const clock = fixedClock(NOW);
  const snapshotPath = join(directory, 'snapshots');
  await mkdir(snapshotPath); // a directory that comes later is only found by the watcher's next poll
  const snapshots = new SnapshotDirectory(snapshotPath, { clock });
  const observed = observeStore(store);
  const limits = { graceMilliseconds: 0, ...options.limits }; // so that tests need not wait for connections they left open
  const server = await startServer({ store: observed.store, snapshots, port: 0, clock, ...options, limits });
  return {
    url: server.url,
    adminUrl: server.adminUrl,
    observed,
    snapshots,
    snapshotPath,
    async publish(given) {
      const manifest = await snapshots.publish(await contentsNow(store, world.items ?? [], given));
      await untilServed(server.url, manifest.version);
      return manifest;
    },
    async settle() {
      await untilServed(server.url, (await readFile(join(snapshotPath, 'current'), 'utf8')).trim());
    },
    async query(query, variables = {}, more = {}) {
      const { body } = await postQuery(server.url, { query, variables }, more);
      const answer = JSON.parse(body) as GraphqlAnswer<never> & { extensions?: unknown };
      delete answer.extensions; // what it cost has tests of its own
      return answer;
    },
    async close() {
      observed.holdUntil(undefined);
      await server.close();
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function untilServed(url: string, version: string): Promise<void> {
  for (;;) {
    const { body } = await ask(new URL('/readyz', url).href);
    if ((JSON.parse(body) as { snapshot: string | null }).snapshot === version) return;
    await delay(10);
  }
}

async function contentsNow(
  store: InteractionStore,
  items: readonly ItemRecord[],
  options: TinyOptions = {},
): Promise<SnapshotContents> {
  const users = await store.listUsers({ first: 10_000 });
  const interactions = await store.interactionsOf(
    users.map((user) => user.key),
    { first: 10_000 },
  );
  const revisions = Object.fromEntries(users.map((user) => [user.key, user.revision]));
  return tinyContents(interactions.flat(), { items, revisions, exportedAt: NOW, ...options });
}
