import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../../src/core/log.js';
import type { InteractionStore } from '../../../src/store/interaction-store.js';
import { openStore } from '../../../src/store/open-store.js';
import { event, everything } from '../../contracts/interaction-store/sample.js';
import { describeOnNeo4j, NEO4J_START_MS, startNeo4jForTests, type RunningNeo4j } from '../../fixtures/neo4j-server.js';

interface Certificate {
  readonly directory: string;
  readonly file: string;
}

/** A certificate for 127.0.0.1 alone that vouches for itself, with its key beside it, as a server of Neo4j finds them. */
async function makeCertificate(): Promise<Certificate> {
  const directory = await mkdtemp(join(tmpdir(), 'edgewise-certificate-'));
  const file = join(directory, 'public.crt');
  const key = ['-newkey', 'rsa:2048', '-noenc', '-keyout', join(directory, 'private.key')];
  const subject = ['-subj', '/CN=a test', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  await promisify(execFile)('openssl', ['req', '-x509', ...key, ...subject, '-out', file]);
  for (const name of ['trusted', 'revoked']) await mkdir(join(directory, name));
  return { directory, file };
}

const canMakeCertificates = spawnSync('openssl', ['version']).status === 0 || process.env['CI'] !== undefined;
const describeWithCertificates = canMakeCertificates
  ? describeOnNeo4j
  : (name: string, tests: () => void) => describe.skip(`${name} (skipped: openssl is not there)`, tests);

describeWithCertificates('a server that speaks TLS alone', () => {
  let server: RunningNeo4j;
  let own: Certificate;
  let foreign: Certificate;
  beforeAll(async () => {
    own = await makeCertificate();
    foreign = await makeCertificate();
    server = await startNeo4jForTests({
      configuration: {
        'server.bolt.tls_level': 'REQUIRED',
        'dbms.ssl.policy.bolt.enabled': 'true',
        'dbms.ssl.policy.bolt.base_directory': own.directory,
        'dbms.ssl.policy.bolt.private_key': 'private.key',
        'dbms.ssl.policy.bolt.public_certificate': 'public.crt',
        'dbms.ssl.policy.bolt.client_auth': 'NONE',
      },
    });
  }, NEO4J_START_MS);
  afterAll(async () => {
    await server.stop();
    for (const { directory } of [own, foreign]) await rm(directory, { recursive: true });
  }, NEO4J_START_MS);

  const open = (scheme: string, authority?: Certificate, host = '127.0.0.1'): Promise<InteractionStore> =>
    openStore(`${scheme}://${host}:${server.port}`, {
      log: silentLogger,
      neo4j: {
        user: server.user,
        password: server.password,
        retrySeconds: 0,
        ...(authority && { authorities: [authority.file] }),
      },
    });

  it.each([
    ['bolt+s', true],
    ['neo4j+s', true],
    ['bolt+ssc', false],
    ['neo4j+ssc', false],
  ])('is written to and read from by %s', async (scheme, isAuthorityGiven) => {
    const store = await open(scheme, isAuthorityGiven ? own : undefined);
    const interaction = event(`reader by ${scheme}`, 'x', { at: 7 });
    await store.upsertInteractions([interaction]);
    expect(await everything(store)).toContainEqual(interaction);
    await store.close();
  });

  it.each(['bolt+s', 'neo4j+s'])('is not trusted by %s where nobody vouches for its certificate', async (scheme) => {
    await expect(open(scheme)).rejects.toMatchObject({
      code: 'STORE_TLS',
      message: expect.stringContaining('its certificate is self-signed'),
      cure: expect.stringContaining('--neo4j-authority'),
    });
    await expect(open(scheme, foreign)).rejects.toMatchObject({ code: 'STORE_TLS' });
  });

  it('is not trusted under a name that its certificate is not for', async () => {
    await expect(open('bolt+s', own, 'localhost')).rejects.toMatchObject({
      code: 'STORE_TLS',
      message: expect.stringContaining('its certificate is for another host'),
    });
  });

  it('is not even asked where the file of the authority is not there or holds no certificate', async () => {
    const missing = join(own.directory, 'missing.pem');
    await expect(open('bolt+s', { ...own, file: missing })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
      place: { file: missing },
    });
    const other = join(own.directory, 'notes.txt');
    await writeFile(other, 'not a certificate');
    await expect(open('neo4j+s', { ...own, file: other })).rejects.toMatchObject({
      code: 'STORE_TLS',
      place: { file: other },
    });
  });

  it.each(['bolt', 'neo4j'])('hangs up on whoever comes by %s', async (scheme) => {
    await expect(open(scheme)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});
