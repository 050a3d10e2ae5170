import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readCheckpoint, writeCheckpoint } from '../../src/models/checkpoint.js';

const BINDING = { model: 'gcn', seed: 7, dataset: 'abc' };
const CHECKPOINT = {
  progress: { step: 3, random: [1, 2, 3, 0xffffffff], history: [{ loss: 0.1 }] },
  arrays: { table: Float32Array.of(1.5, -0, Infinity), mean: new Float32Array(0) },
};

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'edgewise-checkpoint-'));
});
afterEach(() => rm(directory, { recursive: true }));

describe('a checkpoint', () => {
  it('comes back as it was written', async () => {
    await writeCheckpoint(join(directory, 'new'), BINDING, CHECKPOINT);
    expect(await readCheckpoint(join(directory, 'new'), BINDING)).toEqual(CHECKPOINT);
  });

  it('replaces the one before', async () => {
    await writeCheckpoint(directory, BINDING, CHECKPOINT);
    await writeCheckpoint(directory, BINDING, { progress: { step: 4 }, arrays: {} });
    expect(await readCheckpoint(directory, BINDING)).toEqual({ progress: { step: 4 }, arrays: {} });
  });

  it('is missing where none was written, whatever a killed writer left beside it', async () => {
    await writeFile(join(directory, 'checkpoint.bin.tmp'), 'half of a check');
    await expect(readCheckpoint(directory, BINDING)).rejects.toMatchObject({ code: 'CHECKPOINT_MISSING' });
  });

  it('says which part of its binding differs', async () => {
    await writeCheckpoint(directory, BINDING, CHECKPOINT);
    await expect(readCheckpoint(directory, { ...BINDING, seed: 8 })).rejects.toMatchObject({
      code: 'CHECKPOINT_MISMATCH',
      place: { field: 'seed' },
    });
    await expect(readCheckpoint(directory, { ...BINDING, more: 1 })).rejects.toMatchObject({
      place: { field: 'more' },
    });
  });

  it('is refused when any byte of it was flipped', async () => {
    await writeCheckpoint(directory, BINDING, CHECKPOINT);
    const path = join(directory, 'checkpoint.bin');
    const bytes = await readFile(path);
    for (let position = 0; position < bytes.length; position += 7) {
      const altered = Buffer.from(bytes);
      altered[position]! ^= 1;
      await writeFile(path, altered);
      await expect(readCheckpoint(directory, BINDING)).rejects.toMatchObject({ code: 'CHECKPOINT_CORRUPT' });
    }
  });

  it('is refused when it was cut off', async () => {
    await writeCheckpoint(directory, BINDING, CHECKPOINT);
    const path = join(directory, 'checkpoint.bin');
    for (const length of [0, 5, 11, 40]) {
      await truncate(path, length);
      await expect(readCheckpoint(directory, BINDING)).rejects.toMatchObject({ code: 'CHECKPOINT_CORRUPT' });
    }
  });
});

describe('a writer killed at any moment', () => {
  it('leaves a whole checkpoint, the last or the one before', async () => {
    const loader = pathToFileURL('scripts/typescript.mjs').href;
    const writer = pathToFileURL('test/models/checkpoint-writer.ts').href;
    for (let kill = 0; kill < 8; kill++) {
      const child = spawn(process.execPath, ['--import', loader, writer.slice('file://'.length), directory]);
      const written = await linesUntilKilled(child, 2 + kill);
      const { progress, arrays } = await readCheckpoint<{ step: number }>(directory, { model: 'killed' });
      expect(progress.step).toBeGreaterThanOrEqual(written);
      expect(arrays['table']!.every((value) => value === progress.step)).toBe(true);
    }
  });
});

/** Kills the child at some point after it said that `count` checkpoints were written; returns the last step it told of. */
function linesUntilKilled(child: ReturnType<typeof spawn>, count: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    let errors = '';
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.split('\n').length > count) child.kill('SIGKILL');
    });
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.on('close', (_code, signal) => {
      const last = output.slice(0, output.lastIndexOf('\n')).split('\n').at(-1);
      if (signal === 'SIGKILL') resolve(Number(last));
      else reject(new Error(`The writer ended by itself: ${errors}`));
    });
  });
}
