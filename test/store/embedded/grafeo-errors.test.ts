import { describe, expect, it } from '@jest/globals';
import { EdgewiseError } from '../../../src/core/errors.js';
import { isConflict, isLocked, openingError, runningError } from '../../../src/store/embedded/grafeo-errors.js';

/** Messages as Grafeo 0.6.0 gives them. */
const LOCKED = 'Database error: GRAFEO-X001: Internal error: database file cannot be locked for reading: /s/graph';
const NO_HEADER = 'Database error: GRAFEO-X002: Serialization error: cannot open /s/graph: invalid file header magic';
const DAMAGED = 'Database error: GRAFEO-S002: the file /s/graph is damaged at byte 24125440';
const FULL = 'Transaction error: GRAFEO-T009: the commit was rolled back: No space left on device (os error 28)';
const TOO_LARGE = 'Database error: GRAFEO-X003: I/O error: cannot write: File too large (os error 27)';
const CONFLICT = 'Transaction error: GRAFEO-T001: Write conflict: GRAFEO-T001: Write-write conflict';
const SYNTAX = 'Query error: GRAFEO-Q001: syntax error: [Cypher] Expected identifier';

describe("the engine's errors", () => {
  it('tell a lock and a conflict from the rest', () => {
    expect([LOCKED, NO_HEADER, CONFLICT].map((message) => isLocked(new Error(message)))).toEqual([true, false, false]);
    expect([LOCKED, FULL, CONFLICT].map((message) => isConflict(new Error(message)))).toEqual([false, false, true]);
    expect(isConflict(new EdgewiseError('INTERNAL', 'around', { cause: new Error(CONFLICT) }))).toBe(true);
  });

  it('get a code of ours when the store is opened', () => {
    const codeOf = (message: string) => openingError(new Error(message), '/s/graph').code;
    expect([NO_HEADER, DAMAGED].map(codeOf)).toEqual(['STORE_CORRUPT', 'STORE_CORRUPT']);
    expect(codeOf('Database error: GRAFEO-X003: I/O error: No space left on device')).toBe('DISK_FULL');
    expect(codeOf('Database error: GRAFEO-X003: I/O error: Permission denied')).toBe('STORE_UNAVAILABLE');
    expect(codeOf('Database error: GRAFEO-X003: I/O error: other')).toBe('STORE_UNAVAILABLE');
  });

  it('get a code of ours when a statement or commit fails, with the cause kept', () => {
    const codes = [FULL, TOO_LARGE, DAMAGED, CONFLICT, SYNTAX].map((message) => {
      const cause = new Error(message);
      const error = runningError(cause, 'a write');
      expect(error.cause).toBe(cause);
      expect(error.message).not.toContain('GRAFEO');
      return error.code;
    });
    expect(codes).toEqual(['DISK_FULL', 'DISK_FULL', 'STORE_CORRUPT', 'STORE_UNAVAILABLE', 'INTERNAL']);
  });

  it('leave errors of ours as they are', () => {
    const own = new EdgewiseError('INTERRUPTED', 'mine');
    expect(runningError(own, 'a write')).toBe(own);
  });
});
