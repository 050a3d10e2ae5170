import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';
import { type MainResult, runMain } from './run-main.js';

const directory = temporaryDirectories();
let place: string;
let file: string;
beforeEach(async () => {
  place = await directory();
  file = join(place, 'keys.json');
});

const keys = (...words: string[]): Promise<MainResult> => runMain(['keys', ...words, '--keys', file]);
const json = async (...words: string[]): Promise<Record<string, unknown>> =>
  JSON.parse((await keys(...words, '--json')).stdout) as Record<string, unknown>;

describe('edgewise keys', () => {
  it('makes, lists, rotates and revokes keys; each secret is shown once', async () => {
    const made = await json('create', 'shop', '--scopes', 'read,write', '--expires', '90d');
    expect(made).toMatchObject({
      name: 'shop',
      scopes: ['read', 'write'],
      key: expect.stringMatching(/^ew_[0-9a-f]{12}_[\w-]{43}$/),
    });
    const fresh = await json('rotate', String(made['id']), '--overlap', '0');
    expect(await json('list')).toMatchObject({
      keys: [
        { id: made['id'], prefix: `ew_${String(made['id'])}_`, state: 'expired' },
        { id: fresh['id'], name: 'shop', state: 'active' },
      ],
    });
    await json('revoke', String(fresh['id']));
    const { stdout } = await keys('list');
    expect(stdout).toContain('revoked');
    for (const { key } of [made, fresh]) {
      expect(stdout).not.toContain(key);
      expect(await readFile(file, 'utf8')).not.toContain(key);
    }
  });

  it('tells people what to do with a key, and a reader of an empty list how to make one', async () => {
    expect((await keys('list')).stdout).toContain('edgewise keys create NAME');
    expect((await keys('create', 'shop')).stdout).toMatch(/^ew_.*\n\n.*only time/s);
  });

  it.each([
    [['create', 'x', '--scopes', 'read,everything'], 2, '--scopes'],
    [['create', 'x', '--scopes', 'read:self'], 2, '--subject'],
    [['create', 'x', '--expires', 'soon'], 2, '--expires'],
    [['rotate', 'nobody'], 1, 'KEY_NOT_FOUND'],
    [['revoke', 'nobody'], 1, 'KEY_NOT_FOUND'],
  ])('refuses %p', async (words, exitCode, said) => {
    const result = await keys(...words);
    expect(result).toMatchObject({ exitCode, stderr: expect.stringContaining(said) });
    expect(result.stdout).toBe('');
  });
});

describe('edgewise serve for other machines', () => {
  it('does not start where nobody could be let in, and says how to go on', async () => {
    const store = ['--store', `embedded:${join(place, 'store')}`, '--snapshots', join(place, 'snapshots')];
    const { exitCode, stderr } = await runMain(['serve', '--host', '0.0.0.0', '--port', '0', '--keys', file, ...store]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('AUTH_NOT_CONFIGURED');
    expect(stderr).toContain('edgewise keys create');
  });
});
