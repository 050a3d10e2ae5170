import { describe, expect, it } from '@jest/globals';
import { maskSecrets } from '../../src/core/mask-secrets.js';
import { createSecret } from '../../src/graphql/access/keys/secret.js';

describe('Masking secrets', () => {
  it('leaves of an API key its id, and of tokens and passwords nothing', () => {
    const { id, secret } = createSecret();
    const token = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl-_x';
    const masked = maskSecrets(`key ${secret}, "Bearer ${token}" and neo4j://neo:pa55-w0rd@host:7687/db`);
    expect(masked).toBe(`key ew_${id}_***, "Bearer ***" and neo4j://neo:***@host:7687/db`);
  });

  it('leaves other texts as they are', () => {
    const text = '{"url":"http://127.0.0.1:4000/graphql","user":"a@b.example","msg":"new_eyes.on.it"}';
    expect(maskSecrets(text)).toBe(text);
  });
});
