import { chmod, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../../src/core/log.js';
import { createKey, revokeKey, rotateKey } from '../../../src/graphql/access/keys/administer-keys.js';
import { readKeys } from '../../../src/graphql/access/keys/key-file.js';
import { KeyRing } from '../../../src/graphql/access/keys/key-ring.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';

const NOW = 1_800_000_000_000;
const directory = temporaryDirectories();
let file: string;
beforeEach(async () => void (file = join(await directory(), 'new', 'keys.json')));

const clock = (now: number) => ({ now: () => now });
const ring = (now = NOW) => KeyRing.open(file, clock(now), silentLogger);

describe('An API key', () => {
  it('says who sends it and what it may do', async () => {
    const { secret, key } = await createKey(file, { name: 'shop', scopes: ['read', 'write'] }, NOW);
    const client = await (await ring()).identify(secret);
    expect(client).toMatchObject({ id: `key:${key.id}`, boundTo: undefined, isAnyone: false });
    expect([...(client?.permissions ?? [])].sort()).toEqual(['read', 'write']);
  });

  it('is kept as a hash, in a file that its owner alone may read and write', async () => {
    const { secret, key } = await createKey(file, { name: 'shop', scopes: ['read'] }, NOW);
    const text = await readFile(file, 'utf8');
    expect(text).not.toContain(secret.slice(-20));
    expect(text).toContain(key.id);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is refused when one character differs, when it expired and when it was revoked', async () => {
    const { secret, key } = await createKey(file, { name: 'shop', scopes: ['read'], expiresIn: 1000 }, NOW);
    const other = secret.slice(0, -1) + (secret.endsWith('A') ? 'B' : 'A');
    await expect((await ring()).identify(other)).resolves.toBeUndefined();
    await expect((await ring(NOW + 999)).identify(secret)).resolves.toBeDefined();
    await expect((await ring(NOW + 1000)).identify(secret)).resolves.toBeUndefined();
    await revokeKey(file, key.id, NOW);
    await expect((await ring()).identify(secret)).resolves.toBeUndefined();
    for (const nonsense of ['', 'ew_', `ew_${key.id}_`, `${secret}x`, 'constructor']) {
      await expect((await ring()).identify(nonsense)).resolves.toBeUndefined();
    }
  });

  it('bound to a user is hers alone', async () => {
    const { secret } = await createKey(file, { name: 'phone', scopes: ['read:self'], subject: 'ann' }, NOW);
    await expect((await ring()).identify(secret)).resolves.toMatchObject({ boundTo: 'ann' });
  });

  it.each([
    [{ scopes: ['read:self'] as const }, '--subject'],
    [{ scopes: ['read'] as const, subject: 'ann' }, 'read:self'],
    [{ scopes: ['read:self', 'write'] as const, subject: 'ann' }, 'two keys'],
  ])('of scopes that do not fit its subject is not made: %p', async (request, cure) => {
    const made = createKey(file, { name: 'wrong', ...request }, NOW);
    await expect(made).rejects.toMatchObject({ code: 'BAD_SETTING', cure: expect.stringContaining(cure) });
    await expect(readKeys(file)).resolves.toEqual([]);
  });
});

describe('Rotating a key', () => {
  it('makes one of the same scopes and lets the old one work during the overlap', async () => {
    const old = await createKey(file, { name: 'shop', scopes: ['read', 'write'], expiresIn: 90_000 }, NOW);
    const later = NOW + 10_000;
    const fresh = await rotateKey(file, old.key.id, 5000, later);
    expect(fresh.key).toMatchObject({ name: 'shop', scopes: ['read', 'write'], expiresAt: later + 90_000 });
    const works = async (secret: string, now: number) => (await (await ring(now)).identify(secret)) !== undefined;
    expect(await works(old.secret, later + 4999)).toBe(true);
    expect(await works(fresh.secret, later + 4999)).toBe(true);
    expect(await works(old.secret, later + 5000)).toBe(false);
    expect(await works(fresh.secret, later + 5000)).toBe(true);
  });

  it('needs a key that works', async () => {
    const { key } = await createKey(file, { name: 'shop', scopes: ['read'] }, NOW);
    await revokeKey(file, key.id, NOW);
    await expect(rotateKey(file, key.id, 0, NOW)).rejects.toMatchObject({ code: 'KEY_NOT_FOUND' });
    await expect(revokeKey(file, 'nobody', NOW)).rejects.toMatchObject({ code: 'KEY_NOT_FOUND' });
  });
});

describe('The file of keys', () => {
  it('keeps every key when several are made at once, or says that it is in use', async () => {
    const made = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => createKey(file, { name: `k${i}`, scopes: ['read'] }, Date.now())),
    );
    const refused = made.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []));
    expect(new Set(refused)).toEqual(new Set(refused.length === 0 ? [] : ['KEYS_IN_USE']));
    expect(await readKeys(file)).toHaveLength(20 - refused.length);
  });

  it('is changed over what a killed change left behind, though not over one that may be running', async () => {
    await createKey(file, { name: 'a', scopes: ['read'] }, Date.now());
    await writeFile(`${file}.next`, '{"version":1,"ke');
    await expect(createKey(file, { name: 'b', scopes: ['read'] }, Date.now())).rejects.toMatchObject({
      code: 'KEYS_IN_USE',
    });
    const before = new Date(Date.now() - 60_000);
    await utimes(`${file}.next`, before, before);
    await createKey(file, { name: 'c', scopes: ['read'] }, Date.now());
    expect((await readKeys(file)).map(({ name }) => name)).toEqual(['a', 'c']);
  });

  it.each([
    ['{', 'JSON'],
    ['{"version":2,"keys":[]}', 'this version'],
    ['{"version":1,"keys":[{"id":"x"}]}', 'keys[0]'],
  ])('that is damaged is KEYS_UNREADABLE: %s', async (text, why) => {
    await createKey(file, { name: 'a', scopes: ['read'] }, NOW);
    await writeFile(file, text);
    await expect(readKeys(file)).rejects.toMatchObject({
      code: 'KEYS_UNREADABLE',
      message: expect.stringContaining(why),
    });
  });

  it('that others may write is not believed', async () => {
    await createKey(file, { name: 'a', scopes: ['read'] }, NOW);
    await chmod(file, 0o620);
    await expect(readKeys(file)).rejects.toMatchObject({
      code: 'KEYS_UNREADABLE',
      cure: expect.stringContaining('chmod 600'),
    });
  });

  it('is read again by a running server when it changes, and kept as it was when it cannot be', async () => {
    const first = await createKey(file, { name: 'a', scopes: ['read'] }, NOW);
    const open = await ring();
    const second = await createKey(file, { name: 'b', scopes: ['read'] }, NOW);
    await expect(open.identify(second.secret)).resolves.toBeUndefined();
    await delay(1050);
    await expect(open.identify(second.secret)).resolves.toBeDefined();
    await writeFile(file, 'damaged');
    await delay(1050);
    await expect(open.identify(first.secret)).resolves.toBeDefined();
  });
});
