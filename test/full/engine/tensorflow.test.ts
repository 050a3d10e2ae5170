import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { engineContractInChild } from '../../engine/contract-in-child.js';

// Installs TensorFlow as a user does: about a minute, 274 MB from the package index.
const directory = mkdtempSync(join(tmpdir(), 'edgewise-tensorflow-'));
afterAll(() => rmSync(directory, { recursive: true }));

const edgewise = async (...words: string[]): Promise<unknown> => {
  const program = ['dist/cli/edgewise.js', ...words, '--tensorflow', directory, '--json'];
  return JSON.parse((await promisify(execFile)(process.execPath, program)).stdout);
};

const onLinux = process.platform === 'linux' && process.arch === 'x64' ? describe : describe.skip;
onLinux('TensorFlow, installed by the doctor', () => {
  let installed: unknown;
  beforeAll(async () => {
    installed = await edgewise('doctor', '--install-tensorflow', 'cpu');
  });

  it('is where it was said to be, with nothing beside it', () => {
    const target = join(directory, 'cpu');
    expect(installed).toEqual({ flavor: 'cpu', directory: target, version: '2.21.0', isOnGpu: false });
    expect(readdirSync(directory)).toEqual(['cpu']);
    expect(existsSync(join(target, 'wheels'))).toBe(false);
  });

  it('is what the doctor then finds, and what `auto` leaves alone without a GPU', async () => {
    const found = async (engine: string): Promise<unknown> => {
      const answer = await edgewise('doctor', '--engine', engine, '--store', `embedded:${join(directory, 'none')}`);
      return (answer as { checks: { name: string; found: string }[] }).checks.find(({ name }) => name === 'engine');
    };
    expect(await found('tensorflow')).toMatchObject({ status: 'ok', found: 'tensorflow: TensorFlow 2.21.0 on CPU' });
    expect(await found('auto')).toMatchObject({ found: expect.stringMatching(/^wasm with SIMD/) });
  });

  it('trains and ranks', async () => {
    const [train, test] = ['train', 'test'].map((part) => join(directory, `${part}.txt`));
    const users = Array.from({ length: 12 }, (_, user) => user);
    writeFileSync(train!, users.map((user) => `${user} ${user % 4} ${4 + (user % 4)} ${8 + (user % 2)}`).join('\n'));
    writeFileSync(test!, users.map((user) => `${user} ${(user + 1) % 4}`).join('\n'));
    const split = ['--format', 'lightgcn', '--train', train!, '--test', test!];
    const answer = await edgewise('evaluate', ...split, '--engine', 'tensorflow', '--epochs', '2');
    expect(answer).toMatchObject({ counts: { users: 12 } });
  });

  engineContractInChild('tensorflow', directory);
});
