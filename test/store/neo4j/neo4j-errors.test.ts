import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import neo4j from 'neo4j-driver';
import { EdgewiseError } from '../../../src/core/errors.js';
import { isRetryable, isServersFault, storeError } from '../../../src/store/neo4j/neo4j-errors.js';

const URL = 'neo4j://graph.example';
/** What a message of the server may quote. */
const QUOTED = "a user's key";

/** As the driver throws it. */
function thrown(code: string, message = QUOTED, cause?: Error): Error {
  return new neo4j.Neo4jError(message, code, '50N42', 'error', undefined, cause);
}

describe('storeError', () => {
  it.each([
    ['Neo.ClientError.Security.Unauthorized', 'STORE_UNAUTHORIZED'],
    ['Neo.ClientError.Security.CredentialsExpired', 'STORE_UNAUTHORIZED'],
    ['Neo.ClientError.Security.AuthenticationRateLimit', 'STORE_UNAUTHORIZED'],
    ['Neo.ClientError.Security.TokenExpired', 'STORE_UNAUTHORIZED'],
    ['Neo.ClientError.Security.Forbidden', 'STORE_FORBIDDEN'],
    ['Neo.ClientError.Database.DatabaseNotFound', 'STORE_DATABASE_UNKNOWN'],
    ['Neo.ClientError.Cluster.NotALeader', 'STORE_READ_ONLY'],
    ['Neo.ClientError.General.ForbiddenOnReadOnlyDatabase', 'STORE_READ_ONLY'],
    ['Neo.ClientError.General.WriteOnReadOnlyAccessDatabase', 'STORE_READ_ONLY'],
    ['Neo.ClientError.Statement.AccessMode', 'STORE_READ_ONLY'],
    ['Neo.ClientError.Transaction.TransactionTimedOut', 'STORE_TIMEOUT'],
    ['Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration', 'STORE_TIMEOUT'],
    ['Neo.ClientError.Transaction.LockClientStopped', 'STORE_TIMEOUT'],
    ['Neo.ClientError.Transaction.Terminated', 'STORE_UNAVAILABLE'],
    ['Neo.ClientError.Schema.ConstraintCreationFailed', 'STORE_SCHEMA'],
    ['Neo.ClientError.Schema.ConstraintValidationFailed', 'STORE_SCHEMA'],
    ['Neo.TransientError.Transaction.DeadlockDetected', 'STORE_UNAVAILABLE'],
    ['Neo.TransientError.Database.DatabaseUnavailable', 'STORE_UNAVAILABLE'],
    ['ServiceUnavailable', 'STORE_UNAVAILABLE'],
    ['SessionExpired', 'STORE_UNAVAILABLE'],
    ['Neo.ClientError.Statement.SyntaxError', 'INTERNAL'],
    ['Neo.DatabaseError.General.UnknownError', 'STORE_UNAVAILABLE'],
  ])('makes %s %s, without the words of the server', (code, expected) => {
    const error = storeError(thrown(code), 'a test', URL);
    expect(error).toMatchObject({ code: expected });
    expect(error.message).toContain(code.startsWith('Neo.DatabaseError') || expected === 'INTERNAL' ? code : URL);
    expect(error.message).not.toContain(QUOTED);
    expect(error.cause).toBeDefined();
  });

  it.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'nobody that is trusted'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'nobody that is trusted'],
    ['CERT_HAS_EXPIRED', 'expired'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'another host'],
    ['write EPROTO 0A00010B:SSL routines:ssl3_get_record:wrong version number', 'does not speak TLS'],
    ['Client network socket disconnected before secure TLS connection was established', 'does not speak TLS'],
  ])('tells %s from a server that is away, and does not try again', (said, reason) => {
    const direct = thrown('ServiceUnavailable', `Failed to connect to server. Caused by: ${said}`);
    const routed = thrown('ServiceUnavailable', 'Could not perform discovery. No routing servers available.', direct);
    for (const error of [direct, routed]) {
      expect(storeError(error, 'a test', URL)).toMatchObject({ code: 'STORE_TLS' });
      expect(storeError(error, 'a test', URL).message).toContain(reason);
      expect(isRetryable(error)).toBe(false);
    }
  });

  it('does not take a host for a TLS failure by its name', () => {
    const error = thrown('ServiceUnavailable', 'Failed to connect. Caused by: getaddrinfo ENOTFOUND tls.ssl.example');
    expect(storeError(error, 'a test', URL)).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(isRetryable(error)).toBe(true);
  });

  it.each([
    ['Server responded HTTP. Make sure you are not trying to connect to the http endpoint', 'STORE_URL_INVALID'],
    ['Unknown Bolt protocol version: 0.0', 'STORE_VERSION'],
  ])('says of "%s" that it is no Neo4j that is understood', (said, code) => {
    expect(storeError(thrown('N/A', said), 'connecting', URL)).toMatchObject({ code });
    expect(isRetryable(thrown('N/A', said))).toBe(false);
  });

  it('hands on what is coded already, and names what it does not know by what failed', () => {
    const coded = new EdgewiseError('LEASE_LOST', 'The lease is lost.');
    expect(storeError(coded, 'a test', URL)).toBe(coded);
    const unknown = storeError(new TypeError(QUOTED), 'read/user-page', URL);
    expect(unknown).toMatchObject({ code: 'INTERNAL', message: 'The Neo4j store failed at read/user-page.' });
  });

  it('carries no credentials, however it is looked at', () => {
    const error = storeError(thrown('Neo.ClientError.Security.Unauthorized', 'unauthorized'), 'connecting', URL);
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toMatch(/password=|credentials/);
  });
});

describe('isRetryable', () => {
  it('repeats what passes: lost connections, elections, deadlocks', () => {
    for (const code of ['ServiceUnavailable', 'SessionExpired', 'Neo.TransientError.Transaction.DeadlockDetected']) {
      expect(isRetryable(thrown(code))).toBe(true);
    }
    expect(isRetryable(thrown('N/A', 'No write servers available'))).toBe(true);
  });

  it('takes a connection that was reset for a lost one, which the driver calls a breach of the protocol', () => {
    const error = thrown('ProtocolError', 'Failed to connect to server. Caused by: read ECONNRESET');
    expect(isRetryable(error)).toBe(true);
    expect(storeError(error, 'a test', URL)).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(isRetryable(thrown('ProtocolError', 'Unknown Bolt protocol version'))).toBe(false);
    for (const message of [
      'Ignored either because of an error or RESET',
      'Connection acquisition timed out in 4000 ms. Pool status: Active conn count = 50, Idle conn count = 0.',
      'Cannot run query in this transaction, because it has been rolled back either because of an error or explicit termination.',
      'No connection available',
      'Received no readers from router 127.0.0.1:7687',
      'InvalidState: Result stream finished without Summary',
    ]) {
      expect(isRetryable(thrown('N/A', message))).toBe(true);
      expect(storeError(thrown('N/A', message), 'a read', URL)).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    }
  });

  it('repeats a handshake that came in pieces, which the driver reads past its end', () => {
    let error: unknown;
    try {
      Buffer.alloc(4).readUInt8(4);
    } catch (past) {
      error = past;
    }
    expect(isRetryable(error)).toBe(true);
    expect(storeError(error, 'a read', URL)).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(isRetryable(new RangeError('Invalid array length'))).toBe(false);
  });

  it('does not repeat what will fail again', () => {
    for (const code of ['Neo.ClientError.Security.Unauthorized', 'Neo.ClientError.Cluster.NotALeader', 'N/A']) {
      expect(isRetryable(thrown(code))).toBe(false);
    }
    expect(isRetryable(new Error('ServiceUnavailable'))).toBe(false);
    expect(isRetryable(undefined)).toBe(false);
  });
});

describe('isServersFault', () => {
  it('is a failure within the server, and a transaction that took too long', () => {
    expect(isServersFault(thrown('Neo.DatabaseError.General.UnknownError'))).toBe(true);
    expect(isServersFault(thrown('Neo.ClientError.Transaction.TransactionTimedOut'))).toBe(true);
    for (const code of ['Neo.ClientError.Statement.SyntaxError', 'ServiceUnavailable', 'N/A']) {
      expect(isServersFault(thrown(code))).toBe(false);
    }
    expect(isServersFault(new TypeError('no'))).toBe(false);
  });
});
