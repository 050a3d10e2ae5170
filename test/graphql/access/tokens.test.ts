import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { type TokenOptions, TokenVerifier } from '../../../src/graphql/access/tokens/token-verifier.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';

const NOW = 1_800_000_000_000;
const SECONDS = NOW / 1000;
const directory = temporaryDirectories();
let signer: CryptoKey;
let other: CryptoKey;
let published: JWK;
beforeAll(async () => {
  const pair = await generateKeyPair('ES256');
  signer = pair.privateKey;
  published = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256' };
  other = (await generateKeyPair('ES256')).privateKey;
});

async function verifier(more: Partial<TokenOptions> = {}, now = NOW): Promise<TokenVerifier> {
  const jwks = join(await directory(), 'jwks.json');
  await writeFile(jwks, JSON.stringify({ keys: [published] }));
  return TokenVerifier.open(
    { jwks, issuer: 'https://issuer.example', audience: 'edgewise', ...more },
    { now: () => now },
  );
}

const token = (
  claims: Record<string, unknown> = {},
  key: CryptoKey | Uint8Array = signer,
  alg = 'ES256',
): Promise<string> =>
  new SignJWT({
    iss: 'https://issuer.example',
    aud: 'edgewise',
    sub: 'ann',
    exp: SECONDS + 300,
    scope: 'read write openid',
    ...claims,
  })
    .setProtectedHeader({ alg, kid: 'k1' })
    .sign(key);

describe('A token', () => {
  it('says who sends it and what the scopes that are ours allow', async () => {
    const client = await (await verifier()).identify(await token());
    expect(client).toMatchObject({ id: 'sub:ann', boundTo: undefined, isAnyone: false });
    expect([...client.permissions].sort()).toEqual(['read', 'write']);
  });

  it.each([
    [{ scope: 'edgewise:read:self' }, ['read'], 'ann'],
    [{ scope: undefined, scp: ['read', 'admin'] }, ['admin', 'read', 'write'], undefined],
    [{ scope: 'write read:self' }, ['read', 'write'], 'ann'],
    [{ scope: 'email' }, [], undefined],
  ])('with %p may %p and is bound to %p', async (claims, permissions, boundTo) => {
    const client = await (await verifier()).identify(await token(claims));
    expect([[...client.permissions].sort(), client.boundTo]).toEqual([permissions, boundTo]);
  });

  it('is good until it expires, give or take the clock skew, also when it was seen before', async () => {
    let now = NOW;
    const jwks = join(await directory(), 'jwks.json');
    await writeFile(jwks, JSON.stringify({ keys: [published] }));
    const options = { jwks, issuer: 'https://issuer.example', audience: 'edgewise', clockSkewSeconds: 10 };
    const open = await TokenVerifier.open(options, { now: () => now });
    const text = await token();
    for (now of [NOW, NOW + 299_000, NOW + 309_000]) await expect(open.identify(text)).resolves.toBeDefined();
    now = NOW + 311_000;
    await expect(open.identify(text)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: 'The token has expired.',
    });
  });

  it.each([
    ['of another issuer', () => token({ iss: 'https://evil.example' })],
    ['for another audience', () => token({ aud: 'shop' })],
    ['without an end', () => token({ exp: undefined })],
    ['that is not yet good', () => token({ nbf: SECONDS + 3600 })],
    ['signed by another', () => token({}, other)],
    [
      'signed with a shared secret',
      () => token({}, new TextEncoder().encode(JSON.stringify(published).padEnd(64)), 'HS256'),
    ],
    ['bound to nobody', () => token({ scope: 'read:self', sub: undefined })],
    [
      'altered',
      async () => (await token()).replace(/\.[^.]+\./, `.${Buffer.from('{"sub":"bob"}').toString('base64url')}.`),
    ],
    [
      'without a signature',
      async () => {
        const [, payload] = (await token()).split('.');
        return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
      },
    ],
    ['that is none', async () => 'a.b.c'],
  ])('%s is refused without being repeated', async (_what, make) => {
    const text = await make();
    const refusal = await (await verifier()).identify(text).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect((refusal as Error).message).not.toContain(text.slice(0, 20));
  });
});

describe('Keys of a token issuer', () => {
  it('are fetched once and again for a key that is not among them; away, nobody is let in', async () => {
    let requests = 0;
    let isAway = false;
    const issuer = createServer((_request, response) => {
      requests++;
      response.writeHead(isAway ? 500 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ keys: [published] }));
    });
    await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
    const jwks = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/keys`;
    const open = await verifier({ jwks });
    await Promise.all([open.identify(await token()), open.identify(await token({ sub: 'bob' }))]);
    expect(requests).toBe(1);
    isAway = true;
    await expect((await verifier({ jwks })).identify(await token())).rejects.toMatchObject({
      code: 'AUTH_UNAVAILABLE',
    });
    await new Promise((resolve) => issuer.close(resolve));
  });

  it('come over TLS or from a file that holds some', async () => {
    await expect(verifier({ jwks: 'http://issuer.example/keys' })).rejects.toMatchObject({
      code: 'AUTH_NOT_CONFIGURED',
    });
    await expect(verifier({ jwks: '/nowhere/jwks.json' })).rejects.toMatchObject({ code: 'AUTH_NOT_CONFIGURED' });
  });

  it('are never for shared secrets', async () => {
    for (const algorithms of [['HS256'], ['ES256', 'none']]) {
      await expect(verifier({ algorithms })).rejects.toMatchObject({ code: 'AUTH_NOT_CONFIGURED' });
    }
  });
});
