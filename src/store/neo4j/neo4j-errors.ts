import { isRetryableError, Neo4jError } from 'neo4j-driver';
import type { ErrorCode } from '../../core/error-catalogue.js';
import { EdgewiseError, isEdgewiseError } from '../../core/errors.js';

/** Whether the transaction may be run again as it is: lost connections, fail-overs, deadlocks. */
export function isRetryable(error: unknown): boolean {
  return isHandshakeInPieces(error) || (error instanceof Neo4jError && isAway(error) && !isTlsFailure(error));
}

/** Whether the server failed or was too slow where nothing is wrong with what it was asked. */
export function isServersFault(error: unknown): boolean {
  return error instanceof Neo4jError && (isDatabaseError(error) || TIMED_OUT.test(error.code));
}

/**
 * What the driver or the server threw, with a code of ours; errors of ours pass through. The server's own words stay in
 * `cause`: they may quote values.
 *
 * @param doing names what failed, for people
 */
export function storeError(error: unknown, doing: string, url: string): EdgewiseError {
  if (isEdgewiseError(error)) return error;
  const [code, message] = explain(error, doing, url);
  return new EdgewiseError(code, message, { cause: error });
}

const TIMED_OUT = /Transaction\.(TransactionTimedOut|LockClientStopped|LockAcquisitionTimeout)/;

/** By code of Neo4j, most specific first: https://neo4j.com/docs/status-codes/current/errors/all-errors/ */
const KNOWN: readonly (readonly [pattern: RegExp, code: ErrorCode, explain: (url: string) => string])[] = [
  [
    /\.Security\.(Unauthorized|CredentialsExpired|AuthenticationRateLimit|Token|MissingCred)/,
    'STORE_UNAUTHORIZED',
    (url) => `The Neo4j at ${url} refused user or password.`,
  ],
  [
    /\.Security\.(Forbidden|AuthorizationExpired)/,
    'STORE_FORBIDDEN',
    (url) => `The user may not do this on the Neo4j at ${url}.`,
  ],
  [
    /\.Database\.DatabaseNotFound/,
    'STORE_DATABASE_UNKNOWN',
    (url) => `The Neo4j at ${url} has no database of that name.`,
  ],
  [
    /NotALeader|ReadOnlyDatabase|\.ReadOnly|WriteOnReadOnlyAccess|AccessMode/,
    'STORE_READ_ONLY',
    (url) => `The Neo4j at ${url} takes no writes.`,
  ],
  [TIMED_OUT, 'STORE_TIMEOUT', (url) => `The Neo4j at ${url} ended a transaction that took too long.`],
  [
    /\.Transaction\.Terminated/,
    'STORE_UNAVAILABLE',
    (url) => `The Neo4j at ${url} gave a transaction up: it is stopping, or somebody ended it.`,
  ],
  [
    /\.Schema\.(ConstraintCreationFailed|ConstraintValidationFailed|IndexAlreadyExists|IndexWithNameAlreadyExists|ConstraintWithNameAlreadyExists|ConstraintAlreadyExists)/,
    'STORE_SCHEMA',
    (url) => `The graph in the Neo4j at ${url} does not fit the constraints that Edgewise needs.`,
  ],
];

function explain(error: unknown, doing: string, url: string): [ErrorCode, string] {
  if (isHandshakeInPieces(error)) return ['STORE_UNAVAILABLE', `The Neo4j at ${url} cannot be reached.`];
  if (!(error instanceof Neo4jError)) return ['INTERNAL', `The Neo4j store failed at ${doing}.`];
  if (isTlsFailure(error)) return ['STORE_TLS', `No secure connection to the Neo4j at ${url}: ${tlsReason(error)}.`];
  // Whoever waits for a lock when the time is over is only told that the transaction was terminated.
  if (error.message.includes('within the timeout'))
    return ['STORE_TIMEOUT', `The Neo4j at ${url} ended a transaction that took too long.`];
  for (const [pattern, code, words] of KNOWN) if (pattern.test(error.code)) return [code, words(url)];
  if (isAway(error)) return ['STORE_UNAVAILABLE', unavailable(error, url)];
  if (isDatabaseError(error)) return ['STORE_UNAVAILABLE', `The Neo4j at ${url} failed (${error.code}).`];
  const [, code, words] = STRANGERS.find(([said]) => said.test(error.message)) ?? [];
  if (code !== undefined) return [code, `What answers at ${url} ${words}.`];
  return ['INTERNAL', `The Neo4j store failed at ${doing} (${error.code}).`];
}

function unavailable(error: Neo4jError, url: string): string {
  if (error.code.includes('TransientError')) return `The Neo4j at ${url} cannot do this now (${error.code}).`;
  return `The Neo4j at ${url} cannot be reached.`;
}

function isAway(error: Neo4jError): boolean {
  return isRetryableError(error) || isLeaderless(error) || isCutOff(error);
}

/**
 * What the driver has no code of its own for: a connection that is reset before the server's first word (a breach of the
 * protocol to it), a request behind one that failed, a pool that no connection came back to in time, a router that is
 * just starting and knows nobody.
 */
function isCutOff(error: Neo4jError): boolean {
  return isUncoded(error) && CUT_OFF.test(error.message);
}

const CUT_OFF =
  /Failed to connect to server|Connection was closed by server|Connection lost|Ignored either because of an error or RESET|Connection acquisition timed out|rolled back either because of an error|No connection available|Received no \w+ from router|Result stream finished without Summary/;

/** Found by the driver, not said by the server. */
function isUncoded(error: Neo4jError): boolean {
  return /^(ProtocolError|N\/A)$/.test(error.code);
}

/**
 * The driver reads the server's first answer as if it always came in one piece, and past its end where it does not:
 * on a busy machine, or because the server is going.
 */
function isHandshakeInPieces(error: unknown): boolean {
  return error instanceof Error && error.name === 'RangeError' && 'code' in error && error.code === 'ERR_OUT_OF_RANGE';
}

function isDatabaseError(error: Neo4jError): boolean {
  return error.code.startsWith('Neo.DatabaseError.');
}

/** During an election there is nobody to write to; the driver says so without a code that it retries. */
function isLeaderless(error: Neo4jError): boolean {
  return /No (read|write|routing) servers? available|Could not perform discovery/i.test(error.message);
}

/** What listens is no Neo4j that is understood, by what the driver says of it. */
const STRANGERS: readonly (readonly [said: RegExp, code: ErrorCode, words: string])[] = [
  [/Server responded HTTP/, 'STORE_URL_INVALID', 'speaks HTTP: the port for Bolt is another one, 7687 unless set'],
  [/Unknown Bolt protocol version/, 'STORE_VERSION', 'speaks no Bolt that is understood here'],
];

const TLS =
  /certificate|self.signed|ssl routines|EPROTO|wrong version number|ERR_TLS|unable.to.(verify|get)|CERT_|before secure TLS/i;

function isTlsFailure(error: Neo4jError): boolean {
  return (isUncoded(error) || /^(ServiceUnavailable|SessionExpired)$/.test(error.code)) && TLS.test(textOf(error));
}

function tlsReason(error: Neo4jError): string {
  const text = textOf(error);
  if (/self.signed/i.test(text)) return 'its certificate is self-signed';
  if (/unable.to.(verify|get)/i.test(text)) return 'nobody that is trusted vouches for its certificate';
  if (/expired/i.test(text)) return 'its certificate has expired';
  if (/altname|does not match/i.test(text)) return 'its certificate is for another host';
  return 'the server does not speak TLS as asked';
}

function textOf(error: Neo4jError): string {
  const cause = error.cause instanceof Error ? error.cause.message : '';
  return `${error.message} ${cause}`;
}
