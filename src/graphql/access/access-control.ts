import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../../core/clock.js';
import { EdgewiseError, isEdgewiseError } from '../../core/errors.js';
import type { Logger } from '../../core/log.js';
import { HttpError } from '../http/http-error.js';
import { ANYONE, type Client } from './client.js';
import { KeyRing } from './keys/key-ring.js';
import { type TokenOptions, TokenVerifier } from './tokens/token-verifier.js';

export interface AccessOptions {
  /** `auto`: required where other machines reach the server or tokens are configured, else off. */
  readonly mode: 'auto' | 'required' | 'off';
  /** File of API keys. */
  readonly keysFile?: string;
  readonly tokens?: TokenOptions;
}

/** Says who a request comes from. */
export interface AccessControl {
  /** False where everyone may do everything. */
  readonly isRequired: boolean;
  /** HttpError 401 with a challenge when there is no credential that is good, 503 when that cannot be told. */
  identify(headers: IncomingHttpHeaders): Promise<Client>;
}

const OPEN: AccessControl = { isRequired: false, identify: async () => ANYONE };

/**
 * Access by API key (`x-api-key` or `authorization: Bearer`) and JWT. Errors: AUTH_NOT_CONFIGURED when access is required
 * and nobody could get it, KEYS_UNREADABLE.
 */
export async function openAccessControl(
  options: AccessOptions,
  { isLoopback, clock, log }: { readonly isLoopback: boolean; readonly clock: Clock; readonly log: Logger },
): Promise<AccessControl> {
  const { mode, keysFile, tokens } = options;
  if (mode === 'off' || (mode === 'auto' && isLoopback && tokens === undefined)) return OPEN;
  const keys = keysFile === undefined ? undefined : await KeyRing.open(keysFile, clock, log);
  const verifier = tokens === undefined ? undefined : await TokenVerifier.open(tokens, clock);
  if (verifier === undefined && keys?.hasKeys !== true) throw notConfigured(keysFile);
  return {
    isRequired: true,
    async identify(headers) {
      const credential = credentialOf(headers);
      if (credential === undefined) throw challenge('Send an API key or a token.');
      const client = await identify(credential, keys, verifier);
      if (client === undefined) throw challenge('The credential is not known, or no longer.', 'invalid_token');
      return client;
    },
  };
}

async function identify(
  credential: string,
  keys: KeyRing | undefined,
  verifier: TokenVerifier | undefined,
): Promise<Client | undefined> {
  const isToken = credential.split('.').length === 3;
  if (!isToken || verifier === undefined) return keys?.identify(credential);
  try {
    return await verifier.identify(credential);
  } catch (error) {
    if (isEdgewiseError(error, 'UNAUTHENTICATED')) throw challenge(error.message, 'invalid_token');
    if (isEdgewiseError(error, 'AUTH_UNAVAILABLE'))
      throw new HttpError(503, 'AUTH_UNAVAILABLE', error.message, { 'retry-after': '5' });
    throw error;
  }
}

/** Credentials never come in the URL, where logs and histories would keep them. */
function credentialOf(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['x-api-key'];
  if (typeof key === 'string' && key !== '') return key;
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
}

/** 401 as RFC 6750 words it. */
function challenge(message: string, error?: string): HttpError {
  const details = error === undefined ? '' : `, error="${error}", error_description="${message.replaceAll('"', "'")}"`;
  return new HttpError(401, 'UNAUTHENTICATED', message, { 'www-authenticate': `Bearer realm="edgewise"${details}` });
}

function notConfigured(keysFile: string | undefined): EdgewiseError {
  return new EdgewiseError(
    'AUTH_NOT_CONFIGURED',
    'Other machines would reach the server, and nobody could say who they are: there is no usable API key' +
      `${keysFile === undefined ? '' : ` in ${keysFile}`} and no issuer of tokens.`,
    {
      cure: 'Run `edgewise keys create NAME`, or set --jwks, --jwt-issuer and --jwt-audience; --auth off lets everyone in.',
    },
  );
}
