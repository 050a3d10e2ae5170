import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerOf, errorOf, spawnEdgewise } from './edgewise-process.js';
import { temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();
const here = { directory: directory.path };
const TRAIN = ['--epochs', '4', '--dimensions', '16'];
const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);

interface Listed {
  readonly version: string;
  readonly current: boolean;
  readonly refused: boolean;
}

/** Four tastes of 100 items; 120 users each follow their taste's items in order from a place of their own. */
function eventOf(user: number, place: number): object {
  const item = (user % 4) * 100 + ((Math.floor(user / 4) * 3 + place) % 100);
  return { userKey: `u${user}`, itemKey: `i${item}`, at: START + place * DAY };
}

async function importPlaces(from: number, to: number): Promise<void> {
  const places = Array.from({ length: to - from }, (_, offset) => from + offset);
  const lines = Array.from({ length: 120 }, (_, user) => places.map((place) => JSON.stringify(eventOf(user, place))));
  writeFileSync(directory.inside('events.ndjson'), lines.flat().join('\n'));
  await answerOf(['import', '--format', 'ndjson', '--path', 'events.ndjson'], here);
}

async function listed(): Promise<readonly Listed[]> {
  return (await answerOf<{ snapshots: Listed[] }>(['snapshots', 'list'], here)).snapshots;
}

beforeAll(() => importPlaces(0, 10));
afterAll(() => directory.remove());

describe('edgewise refresh', () => {
  it('publishes, then says that nothing changed', async () => {
    const told = ['--run-log', 'log/runs.ndjson', '--metrics-file', 'log/edgewise.prom'];
    const first = await answerOf<{ version: string }>(['refresh', ...TRAIN, ...told], here);
    expect(first).toMatchObject({ outcome: 'published', start: 'cold', export: { kind: 'full' } });
    expect(await answerOf(['refresh', ...TRAIN, ...told], here)).toMatchObject({
      outcome: 'unchanged',
      version: first.version,
    });
    const runs = readFileSync(directory.inside('log/runs.ndjson'), 'utf8').trimEnd().split('\n');
    expect(runs.map((line) => (JSON.parse(line) as { outcome: string }).outcome)).toEqual(['published', 'unchanged']);
    const metrics = readFileSync(directory.inside('log/edgewise.prom'), 'utf8');
    expect(metrics).toContain('edgewise_refresh_outcome{outcome="unchanged"} 1');
  });

  it('keeps a worse model without serving it, with exit code 3', async () => {
    await importPlaces(10, 12);
    const [before] = await listed();
    const poor = ['--model', 'gcn', '--dimensions', '1', '--layers', '1', '--epochs', '1'];
    expect(await errorOf(['refresh', ...poor], here)).toMatchObject({ code: 'REFRESH_REFUSED', exitCode: 3 });
    const [kept, served] = await listed();
    expect(kept).toMatchObject({ refused: true, current: false });
    expect(served).toEqual(before);
    expect(await answerOf(['snapshots', 'rollback', kept!.version], here)).toMatchObject({ version: kept!.version });
    await answerOf(['snapshots', 'rollback', served!.version], here);
  });

  it('says at once that an embedded store takes no vectors back', async () => {
    expect(await errorOf(['refresh', '--write-back'], here)).toMatchObject({
      code: 'WRITE_BACK_UNSUPPORTED',
      exitCode: 2,
    });
  });

  it('runs once at a time: the second is told by whom, and a killed one keeps nobody out', async () => {
    const long = spawnEdgewise(['refresh', '--epochs', '500', '--patience', '500'], here);
    await lineOf(long.stderr, 'Epoch trained');
    const other = await errorOf(['refresh', ...TRAIN], here);
    expect(other).toMatchObject({ code: 'REFRESH_IN_PROGRESS', exitCode: 1 });
    expect(other.message).toContain(`process ${long.pid}`);
    const versions = (await listed()).map(({ version }) => version);
    long.kill('SIGKILL');
    await new Promise((resolve) => long.once('close', resolve));
    expect((await listed()).map(({ version }) => version)).toEqual(versions);
    expect(await answerOf(['refresh', ...TRAIN], here)).toMatchObject({ outcome: 'published' });
    await answerOf(['snapshots', 'verify'], here);
    expect(readdirSync(directory.inside('data/snapshots')).filter((name) => name.startsWith('tmp-'))).toEqual([]);
  });

  it('goes on from the checkpoint that a killed one left', async () => {
    await importPlaces(12, 13);
    const words = ['refresh', '--epochs', '60', '--patience', '60', '--dimensions', '16', '--refit', 'false'];
    const killed = spawnEdgewise(words, here);
    await lineOf(killed.stderr, '"epoch":3');
    killed.kill('SIGKILL');
    await new Promise((resolve) => killed.once('close', resolve));
    expect(existsSync(directory.inside('data/checkpoints/refresh/checkpoint.bin'))).toBe(true);
    const next = spawnEdgewise(words, here);
    const resumed = lineOf(next.stderr, 'Resumed from a checkpoint');
    const exitCode = await new Promise((resolve) => next.once('close', resolve));
    expect(exitCode).toBe(0);
    expect(await resumed).toContain('Resumed from a checkpoint');
  });
});

/** The first line of a log that contains a text. */
async function lineOf(stream: NodeJS.ReadableStream, text: string): Promise<string> {
  for await (const line of createInterface({ input: stream })) if (line.includes(text)) return line;
  throw new Error(`The log ended without "${text}".`);
}
