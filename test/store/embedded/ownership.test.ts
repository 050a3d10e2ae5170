import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../../src/core/log.js';
import { GrafeoEngine } from '../../../src/store/embedded/grafeo-engine.js';
import { frame } from '../../../src/store/embedded/socket/frames.js';
import { storeFiles } from '../../../src/store/embedded/store-files.js';
import { event, everything } from '../../contracts/interaction-store/sample.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';
import { openAt } from './open-at.js';
import { kill, startStoreProcess } from './store-process.js';

const makeDirectory = temporaryDirectories();

const holderOf = async (path: string) =>
  JSON.parse(await readFile(join(path, 'owner.json'), 'utf8')) as Record<string, unknown>;

describe('who holds an embedded store', () => {
  it('is one of several processes that open it at once; the others go through it', async () => {
    const path = join(await makeDirectory(), 'not', 'made', 'yet');
    const processes = Array.from({ length: 3 }, () => startStoreProcess('holder.ts', path));
    await Promise.all(processes.map((started) => started.nextLine()));
    const store = await openAt(path);
    const pids = processes.map(({ child }) => String(child.pid));
    expect((await everything(store)).map(({ itemKey }) => itemKey).sort()).toEqual(pids.sort());
    expect(pids).toContain(String((await holderOf(path))['pid']));
    await store.close();
    for (const { child } of processes) child.stdin?.end();
    expect(await Promise.all(processes.map(({ exited }) => exited))).toEqual([0, 0, 0]);
  });

  it('goes away with its process: calls under way fail, the next one takes over', async () => {
    const path = await makeDirectory();
    const holder = startStoreProcess('holder.ts', path);
    await holder.nextLine();
    const store = await openAt(path);
    const many = Array.from({ length: 9_000 }, (_, place) => event(`user ${place}`, `item ${place}`));
    const running = store.upsertInteractions(many);
    const failed = expect(running).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await kill(holder);
    await failed;
    expect([1, 9_001]).toContain((await store.stats()).interactions);
    expect(await holderOf(path)).toMatchObject({ pid: process.pid });
    await store.close();
  });

  it('finishes what others asked for before it closes; one of them takes over', async () => {
    const path = await makeDirectory();
    const holder = await openAt(path);
    const store = await openAt(path);
    const many = Array.from({ length: 3_000 }, (_, place) => event(`user ${place}`, 'x'));
    const running = store.upsertInteractions(many);
    await new Promise(setImmediate);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await holder.close();
    expect(await running).toMatchObject({ created: 3_000 });
    expect(await store.stats()).toMatchObject({ interactions: 3_000 });
    await store.close();
  });

  it('is named when it does not answer', async () => {
    const path = await makeDirectory();
    const holder = startStoreProcess('holder.ts', path);
    await holder.nextLine();
    holder.child.kill('SIGSTOP');
    const { since } = await holderOf(path);
    const opening = openAt(path, { patienceMs: 300 });
    await expect(opening).rejects.toMatchObject({ code: 'STORE_IN_USE' });
    await expect(opening).rejects.toThrow(
      `pid ${holder.child.pid} (holder.ts, on host ${hostname()}, since ${String(since)})`,
    );
    await kill(holder);
  });

  it('is not waited for after an interruption', async () => {
    const path = await makeDirectory();
    const engine = GrafeoEngine.open(storeFiles(path).graph, silentLogger);
    const interruption = new AbortController();
    const opening = openAt(path, { signal: interruption.signal });
    interruption.abort();
    await expect(opening).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await engine?.close();
  });

  it('is refused when it speaks another version of the protocol', async () => {
    const path = await makeDirectory();
    const { graph, socket } = storeFiles(path);
    const engine = GrafeoEngine.open(graph, silentLogger);
    const stranger = net.createServer((client) => client.end(frame(Buffer.from('{"protocol":"other"}'))));
    await new Promise<void>((resolve) => stranger.listen(socket, resolve));
    await expect(openAt(path)).rejects.toThrow('another version');
    stranger.close();
    await engine?.close();
  });

  it('leaves nothing but the graph behind, and nothing that others may read', async () => {
    const path = join(await makeDirectory(), 'store');
    const store = await openAt(path);
    const mode = async (name: string) => ((await stat(join(path, name))).mode & 0o777).toString(8);
    expect(await Promise.all(['', 'owner.sock', 'owner.json'].map(mode))).toEqual(['700', '600', '600']);
    await store.close();
    expect(await readdir(path)).toEqual(['graph.grafeo']);
  });

  it('takes over what a killed one left', async () => {
    const path = await makeDirectory();
    const holder = startStoreProcess('holder.ts', path);
    await holder.nextLine();
    await kill(holder);
    expect(existsSync(join(path, 'owner.sock'))).toBe(true);
    const store = await openAt(path);
    expect(await store.stats()).toMatchObject({ interactions: 1 });
    expect(await holderOf(path)).toMatchObject({ pid: process.pid });
    await store.close();
  });

  it('is reached in directories whose path is too long for a socket', async () => {
    const path = join(await makeDirectory(), 'd'.repeat(60), 'e'.repeat(60));
    const holder = await openAt(path);
    const store = await openAt(path);
    await store.upsertInteractions([event('ada', 'x')]);
    expect(await holder.stats()).toMatchObject({ interactions: 1 });
    await store.close();
    await holder.close();
    expect(existsSync(storeFiles(path).socket)).toBe(false);
  });

  it('is not disturbed by a client that talks nonsense or hangs up in the middle', async () => {
    const path = await makeDirectory();
    const store = await openAt(path);
    await store.upsertInteractions(Array.from({ length: 1_200 }, (_, place) => event(`user ${place}`, 'x')));
    const { socket } = storeFiles(path);
    const nonsense = net.connect(socket);
    nonsense.write(frame(Buffer.from('nonsense')));
    await new Promise((resolve) => nonsense.resume().once('close', resolve));

    const guest = await openAt(path);
    const batches = guest.exportInteractions()[Symbol.asyncIterator]();
    expect((await batches.next()).done).toBe(false);
    await guest.close();
    expect(await store.stats()).toMatchObject({ users: 1_200 });
    await store.close();
  });
});

describe('what cannot be opened', () => {
  it('is STORE_CORRUPT when the file is no store or damaged, and stays as it is', async () => {
    const path = await makeDirectory();
    const graph = join(path, 'graph.grafeo');
    const store = await openAt(path);
    await store.upsertInteractions([event('ada', 'x')]);
    await store.close();
    const whole = await readFile(graph);
    for (const bytes of [Buffer.from('no store'), Buffer.alloc(0), whole.subarray(0, whole.length >> 1)]) {
      await writeFile(graph, bytes);
      await expect(openAt(path)).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
      expect(await readFile(graph)).toEqual(bytes);
    }
    await writeFile(graph, whole);
    const mended = await openAt(path);
    expect(await mended.stats()).toMatchObject({ interactions: 1 });
    await mended.close();
  });

  it('is STORE_CORRUPT when the log of a killed process is damaged', async () => {
    const path = await makeDirectory();
    const holder = startStoreProcess('holder.ts', path);
    await holder.nextLine();
    await kill(holder);
    const log = join(path, 'graph.grafeo.wal');
    const [name] = (await readdir(log)).filter((file) => file.endsWith('.log'));
    const bytes = await readFile(join(log, name!));
    bytes.fill(0xff, 40, 60);
    await writeFile(join(log, name!), bytes);
    await expect(openAt(path)).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
  });

  it('is STORE_URL_INVALID when a file stands where the directory should', async () => {
    const path = join(await makeDirectory(), 'file');
    await writeFile(path, 'x');
    await expect(openAt(path)).rejects.toMatchObject({ code: 'STORE_URL_INVALID' });
    await expect(openAt(join(path, 'below'))).rejects.toMatchObject({ code: 'STORE_URL_INVALID' });
  });

  it('leaves other files of its directory alone', async () => {
    const path = await makeDirectory();
    await mkdir(join(path, 'mine'));
    await writeFile(join(path, 'mine', 'note'), 'kept');
    await (await openAt(path)).close();
    expect(await readFile(join(path, 'mine', 'note'), 'utf8')).toBe('kept');
  });
});
