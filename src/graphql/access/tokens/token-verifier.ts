import { createHash } from 'node:crypto';
import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../../core/clock.js';
import { EdgewiseError, isEdgewiseError } from '../../../core/errors.js';
import { type Client, clientOf } from '../client.js';
import { openKeySet } from './key-set.js';
import { scopesOf } from './token-scopes.js';

/** Signature algorithms with a public key; what is signed with a shared secret, or not at all, is never accepted. */
const TOKEN_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

export interface TokenOptions {
  /** Where the issuer's public keys are: an https URL (http on loopback only) or a file, in JWKS form. */
  readonly jwks: string;
  /** What `iss` must be. */
  readonly issuer: string;
  /** What `aud` must hold. */
  readonly audience: string;
  /** Of TOKEN_ALGORITHMS; ES256, RS256, PS256 and EdDSA when absent. */
  readonly algorithms?: readonly string[];
  /** How far the issuer's clock may be off; 30 when absent. */
  readonly clockSkewSeconds?: number;
}

const DEFAULT_ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA'];
const REMEMBERED_TOKENS = 1000;
/** How long a token that was verified is not verified again, unless it expires before: an RSA check is 50 µs. */
const REMEMBERED_MILLISECONDS = 60_000;

/** Verifies JWT access tokens against the issuer's published keys. */
export class TokenVerifier {
  readonly #options: TokenOptions;
  readonly #keys: JWTVerifyGetKey;
  readonly #clock: Clock;
  /** By the hash of the token, so that no token is kept. */
  readonly #verified = new LRUCache<string, { readonly client: Client; readonly until: number }>({
    max: REMEMBERED_TOKENS,
  });

  private constructor(options: TokenOptions, keys: JWTVerifyGetKey, clock: Clock) {
    this.#options = options;
    this.#keys = keys;
    this.#clock = clock;
  }

  /** Errors: AUTH_NOT_CONFIGURED for options that cannot protect anything, or a file of keys that cannot be read. */
  static async open(options: TokenOptions, clock: Clock): Promise<TokenVerifier> {
    const refused = options.algorithms?.find((name) => !TOKEN_ALGORITHMS.includes(name));
    if (refused !== undefined) {
      const cure = `Use some of ${TOKEN_ALGORITHMS.join(', ')}.`;
      throw new EdgewiseError('AUTH_NOT_CONFIGURED', `Tokens signed with ${refused} are not accepted.`, { cure });
    }
    return new TokenVerifier(options, await openKeySet(options.jwks), clock);
  }

  /**
   * Whose token it is. Errors: UNAUTHENTICATED with what is wrong with the token, without any of its text;
   * AUTH_UNAVAILABLE when the issuer's keys cannot be fetched.
   */
  async identify(token: string): Promise<Client> {
    const now = this.#clock.now();
    const hash = createHash('sha256').update(token).digest('base64url');
    const known = this.#verified.get(hash);
    if (known !== undefined && now < known.until) return known.client;
    const payload = await this.#verify(token, now);
    const client = clientOf(`sub:${payload.sub ?? 'unknown'}`, scopesOf(payload), payload.sub);
    const expiresAt = (payload.exp ?? 0) * 1000;
    this.#verified.set(hash, { client, until: Math.min(expiresAt, now + REMEMBERED_MILLISECONDS) });
    return client;
  }

  async #verify(token: string, now: number): Promise<JWTPayload> {
    const { issuer, audience, algorithms = DEFAULT_ALGORITHMS, clockSkewSeconds = 30 } = this.#options;
    try {
      const { payload } = await jwtVerify(token, this.#keys, {
        issuer,
        audience,
        algorithms: [...algorithms],
        clockTolerance: clockSkewSeconds,
        currentDate: new Date(now),
        requiredClaims: ['exp'],
      });
      return payload;
    } catch (error) {
      throw isEdgewiseError(error) ? error : refusal(error);
    }
  }
}

function refusal(error: unknown): EdgewiseError {
  if (error instanceof errors.JWTExpired) return denied('The token has expired.');
  if (error instanceof errors.JWTClaimValidationFailed)
    return denied(`The claim \`${error.claim}\` of the token does not fit.`);
  if (error instanceof errors.JOSEAlgNotAllowed)
    return denied('The token is signed with an algorithm that is not accepted.');
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return denied('The token is not signed by the issuer.');
  if (
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JOSENotSupported
  )
    return denied('The token is not a signed JWT.');
  return new EdgewiseError('AUTH_UNAVAILABLE', 'The keys of the token issuer cannot be used now.', { cause: error });
}

function denied(message: string): EdgewiseError {
  return new EdgewiseError('UNAUTHENTICATED', message);
}
