import { readFile } from 'node:fs/promises';
import { createLocalJWKSet, createRemoteJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { EdgewiseError } from '../../../core/errors.js';
import { isLoopback } from '../../http/host-check.js';

/**
 * The public keys of a token issuer: from a URL, fetched when first needed, kept ten minutes, and fetched again for a key
 * that is not among them, at most every 30 seconds; or from a file, read once. Errors: AUTH_NOT_CONFIGURED.
 */
export async function openKeySet(place: string): Promise<JWTVerifyGetKey> {
  const url = URL.canParse(place) ? new URL(place) : undefined;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname)))
    return createRemoteJWKSet(url);
  if (url?.protocol === 'http:') {
    throw new EdgewiseError('AUTH_NOT_CONFIGURED', 'Keys of a token issuer are not fetched over plain HTTP.', {
      place: { setting: '--jwks' },
      cure: 'Use its https address.',
    });
  }
  return createLocalJWKSet(await readKeySet(place));
}

async function readKeySet(path: string): Promise<JSONWebKeySet> {
  try {
    const set = JSON.parse(await readFile(path, 'utf8')) as JSONWebKeySet;
    if (!Array.isArray(set.keys) || set.keys.length === 0) throw new Error('it holds no keys');
    return set;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new EdgewiseError('AUTH_NOT_CONFIGURED', `The key set ${path} cannot be used: ${why}.`, {
      place: { file: path },
      cure: 'Give a file or https URL in JWKS form.',
    });
  }
}
