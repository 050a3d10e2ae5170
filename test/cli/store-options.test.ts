import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { neo4jOptions } from '../../src/cli/store-options.js';
import type { Environment } from '../../src/config/environment.js';
import { resolveSettings } from '../../src/config/resolve-settings.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';

const makeDirectory = temporaryDirectories();

const optionsOf = (environment: Environment, workingDirectory = '/') =>
  neo4jOptions(resolveSettings({ flags: {}, environment, workingDirectory }).settings);

describe('how a Neo4j is reached', () => {
  it('is by default as user neo4j, without a password, with a pool of twenty', async () => {
    expect(await optionsOf({})).toEqual({ user: 'neo4j', poolSize: 20 });
  });

  it('is what the variables say', async () => {
    expect(
      await optionsOf({
        EDGEWISE_NEO4J_USER: 'reader',
        EDGEWISE_NEO4J_PASSWORD: 'secret',
        EDGEWISE_NEO4J_DATABASE: 'shop',
        EDGEWISE_NEO4J_POOL: '3',
        EDGEWISE_NEO4J_TIMEOUT: '60',
        EDGEWISE_NEO4J_RETRY: '0',
      }),
    ).toEqual({
      user: 'reader',
      password: 'secret',
      database: 'shop',
      poolSize: 3,
      transactionSeconds: 60,
      retrySeconds: 0,
    });
  });

  it('takes the first line of a password file, which wins, and the file of an authority', async () => {
    const directory = await makeDirectory();
    const passwordFile = join(directory, 'password');
    const authority = join(directory, 'authority.pem');
    writeFileSync(passwordFile, 'from the file\r\n# a note\n');
    writeFileSync(authority, 'one\ntwo\n');
    expect(
      await optionsOf({
        EDGEWISE_NEO4J_PASSWORD: 'secret',
        EDGEWISE_NEO4J_PASSWORD_FILE: passwordFile,
        EDGEWISE_NEO4J_AUTHORITY: authority,
      }),
    ).toMatchObject({ password: 'from the file', authorities: [authority] });
  });

  it('names a file that cannot be read, and its setting', async () => {
    const none = join(await makeDirectory(), 'none');
    await expect(optionsOf({ EDGEWISE_NEO4J_PASSWORD_FILE: none })).rejects.toMatchObject({
      code: 'BAD_SETTING',
      place: { file: none, setting: 'neo4jPasswordFile' },
    });
  });
});
