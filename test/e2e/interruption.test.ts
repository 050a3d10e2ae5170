import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerOf, runEdgewise, spawnEdgewise } from './edgewise-process.js';
import { temporaryDirectory } from './temporary-directory.js';
import { CSV_MAP, writeCsv } from './small-graph.js';

const directory = temporaryDirectory();
const here = { directory: directory.path };

afterAll(() => {
  directory.remove();
});

describe('an import that is killed', () => {
  const USERS = 2000;
  const ITEMS_PER_USER = 50;
  /** What a store has grown to when some but not all batches are in it. */
  const FIRST_BATCH_BYTES = 2_000_000;
  const importWords = ['import', '--format', 'lightgcn', '--path', 'many.txt'];

  beforeAll(() => {
    const lines = Array.from({ length: USERS }, (_, user) =>
      [user, ...Array.from({ length: ITEMS_PER_USER }, (_, place) => (user * 7 + place * 31) % 1009)].join(' '),
    );
    writeFileSync(directory.inside('many.txt'), lines.join('\n'));
  });

  it('leaves a sound store, and run again nothing is lost or doubled', async () => {
    const child = spawnEdgewise(importWords, here);
    const ended = new Promise((resolve) => child.once('close', (_code, signal) => resolve(signal)));
    while (bytesIn(directory.inside('data/store')) < FIRST_BATCH_BYTES) await delay(5);
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');

    const left = await answerOf<{ interactions: number; problems: object[] }>(['store', 'check'], here);
    expect(left.problems).toEqual([]);
    expect(left.interactions).toBeLessThan(USERS * ITEMS_PER_USER);

    const again = await answerOf<{ interactions: { created: number; unchanged: number } }>(importWords, here);
    expect(again.interactions).toMatchObject({
      created: USERS * ITEMS_PER_USER - left.interactions,
      unchanged: left.interactions,
    });
    expect(await answerOf(['store', 'check'], here)).toMatchObject({
      users: USERS,
      interactions: USERS * ITEMS_PER_USER,
      problems: [],
    });
  });

  it('says INTERRUPTED and ends with 130 when it is asked to stop', async () => {
    const words = [...importWords, '--store', 'embedded:stopped'];
    const child = spawnEdgewise([...words, '--json'], here);
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    const ended = new Promise((resolve) => child.once('close', resolve));
    while (bytesIn(directory.inside('stopped')) < FIRST_BATCH_BYTES) await delay(5);
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(stderr).toContain('"code":"INTERRUPTED"');
    const stats = await answerOf(['store', 'check', '--store', 'embedded:stopped'], here);
    expect(stats).toMatchObject({ problems: [] });
  });
});

describe('a training that is interrupted', () => {
  const train = ['train', '--store', 'embedded:small', '--epochs', '60', '--patience', '1000', '--dimensions', '16'];

  beforeAll(async () => {
    writeCsv(directory.inside('log.csv'));
    const words = ['import', '--format', 'csv', '--path', 'log.csv', '--map', CSV_MAP, '--store', 'embedded:small'];
    await answerOf(words, here);
  });

  it('goes on with --resume to the very snapshot of a training that ran through', async () => {
    const through = await answerOf<{ metrics: object }>(
      [...train, '--snapshots', 'through', '--checkpoints', 'through-checkpoints'],
      here,
    );
    const places = ['--snapshots', 'resumed', '--checkpoints', 'resumed-checkpoints'];
    const stopped = await runEdgewise([...train, ...places, '--json'], {
      ...here,
      interruptAt: { pattern: /"epoch":7,/, signal: 'SIGINT' },
    });
    expect(stopped.exitCode).toBe(130);
    expect(stopped.stderr).toContain('--resume');
    expect(await answerOf(['snapshots', 'list', '--snapshots', 'resumed'], here)).toEqual({ snapshots: [] });

    const resumed = await answerOf<{ metrics: object }>([...train, ...places, '--resume'], here);
    expect(resumed.metrics).toEqual(through.metrics);
    const ask = (snapshots: string): Promise<{ recommendations: object }> =>
      answerOf(['recommend', 'u05', '--store', 'embedded:small', '--snapshots', snapshots], here);
    expect((await ask('resumed')).recommendations).toEqual((await ask('through')).recommendations);
  });
});

describe('a command that cannot stop, for it reads what nobody writes', () => {
  it('ends at once at the second signal', async () => {
    execFileSync('mkfifo', [directory.inside('nobody-writes')]);
    const words = ['import', '--format', 'lightgcn', '--path', 'nobody-writes', '--store', 'embedded:waiting'];
    const child = spawnEdgewise(words, here);
    const ended = new Promise((resolve) => child.once('close', (_code, signal) => resolve(signal)));
    while (!existsSync(directory.inside('waiting/owner.json'))) await delay(5);
    child.kill('SIGINT');
    await delay(100); // two signals at once would be one
    child.kill('SIGINT');
    expect(await ended).toBe('SIGINT');
  });
});

/** Bytes of all files below a directory; 0 where it is not there yet or a file went away while it was looked at. */
function bytesIn(path: string): number {
  try {
    const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
    return names.map((name) => statSync(join(path, name))).reduce((sum, { size }) => sum + size, 0);
  } catch {
    return 0;
  }
}
