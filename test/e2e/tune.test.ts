import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TuningReport } from '../../src/tune/tuning-report.js';
import { answerOf, errorOf, runEdgewise, spawnEdgewise } from './edgewise-process.js';
import { CSV_MAP, writeCsv } from './small-graph.js';
import { temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();
const here = { directory: directory.path };
const source = ['--format', 'csv', '--map', CSV_MAP, '--path', 'log.csv'];
const tune = ['tune', ...source, '--model', 'item-knn', '--cutoff', '5'];

beforeAll(() => writeCsv(directory.inside('log.csv')));
afterAll(() => directory.remove());

const journalLines = (): number => {
  const path = directory.inside('killed/tune.jsonl');
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0;
};

describe('a search for hyperparameters', () => {
  it('writes a config file that evaluate takes, and never replaces one', async () => {
    const words = [...tune, '--minutes', '0.02', '--output', 'tuned.json'];
    const report = await answerOf<TuningReport>(words, here);
    expect(report).toMatchObject({ model: 'item-knn', metric: 'recall@5', seed: 1 });
    const [best] = report.standings;
    const tuned = JSON.parse(readFileSync(directory.inside('tuned.json'), 'utf8')) as object;
    expect(tuned).toEqual({ model: 'item-knn', ...best!.configuration });
    const evaluation = await answerOf(['evaluate', ...source, '--config', 'tuned.json'], here);
    expect(evaluation).toMatchObject({ model: 'item-knn' });
    expect(await errorOf(words, here)).toMatchObject({ code: 'OUTPUT_EXISTS', exitCode: 2 });
  });

  it('tells a person what was tried, whether it is better and what to keep', async () => {
    const { stdout, exitCode } = await runEdgewise([...tune, '--minutes', '0.02', '--neighbors', '7'], here);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/recall@5 +folds +epochs +time +settings/);
    expect(stdout).toContain('the defaults');
    expect(stdout).toMatch(/\d+ trials of \d+ configurations in/);
    expect(stdout).not.toContain('neighbors'); // which was given
  });

  it('is killed and goes on from its journal without a trial twice', async () => {
    const words = [...tune, '--checkpoints', 'killed'];
    const child = spawnEdgewise([...words, '--minutes', '5'], here);
    const ended = new Promise((resolve) => child.once('close', (_code, signal) => resolve(signal)));
    while (journalLines() < 6 && child.exitCode === null) await delay(5);
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    const kept = readFileSync(directory.inside('killed/tune.jsonl'), 'utf8');
    const whole = kept.slice(0, kept.lastIndexOf('\n') + 1);
    const report = await answerOf<TuningReport>([...words, '--minutes', '0.001', '--resume'], here);
    expect(report.trials).toBeGreaterThanOrEqual(4);
    expect(readFileSync(directory.inside('killed/tune.jsonl'), 'utf8').startsWith(whole)).toBe(true);
    expect(await errorOf([...words, '--cutoff', '7', '--resume'], here)).toMatchObject({ code: 'CHECKPOINT_MISMATCH' });
  });

  it('is refused where there is nothing to search for', async () => {
    expect(await errorOf(['tune', ...source, '--model', 'popularity'], here)).toMatchObject({ code: 'USAGE' });
  });
});
