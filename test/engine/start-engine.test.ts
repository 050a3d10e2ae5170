import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { seededRanking } from './seeded-ranking.js';

/** Runs start-and-report.ts; what a child process lacks, it really lacks. Its stderr must stay empty. */
async function start(engine: string, ...[nodeOptions, ...words]: [string[], ...string[]]): Promise<object> {
  const program = [
    '--import',
    './scripts/typescript.mjs',
    fileURLToPath(new URL('./start-and-report.ts', import.meta.url)),
  ];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [
    ...nodeOptions,
    ...program,
    engine,
    ...words,
  ]);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as object;
}

/** WebAssembly has no SIMD where the processor is said to lack SSE4.1. */
const NO_SIMD = ['--no-enable-sse4-1'];
const product = [11];
let ranked: number[];
beforeAll(async () => {
  ranked = await seededRanking();
});
const listenersAdded = 0;

describe('starting an engine', () => {
  it('takes wasm with threads where it can, says so once, and keeps neither process nor its listeners', async () => {
    expect(await start('auto', [])).toEqual({
      engine: 'wasm',
      threads: 2,
      product,
      ranked,
      listenersAdded,
      warnings: [],
      infos: [{ engine: 'wasm', threads: 2 }],
    });
  });

  it('goes on with one thread where threads do not start, also when wasm was asked for', async () => {
    const outcome = {
      engine: 'wasm',
      threads: 1,
      product,
      ranked,
      listenersAdded,
      warnings: ['Engine wasm with 2 threads cannot start; going on with wasm with one thread.'],
      infos: [{ engine: 'wasm', threads: 1 }],
    };
    expect(await start('auto', [], 'no-threads')).toEqual(outcome);
    expect(await start('wasm', [], 'no-threads')).toEqual(outcome);
  });

  const onIntel = process.arch === 'x64' ? describe : describe.skip;
  onIntel('without SIMD (only x64 can be told to lack it)', () => {
    it('goes on with cpu, and ranks to the same bits', async () => {
      expect(await start('auto', NO_SIMD)).toEqual({
        engine: 'cpu',
        threads: 1,
        product,
        ranked,
        listenersAdded,
        warnings: [
          'Engine wasm with 2 threads cannot start; going on with wasm with one thread.',
          'Engine wasm with one thread cannot start; going on with cpu.',
        ],
        infos: [{ engine: 'cpu', threads: 1 }],
      });
    });

    it('refuses wasm where it was asked for by name', async () => {
      expect(await start('wasm', NO_SIMD)).toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
    });
  });
});
