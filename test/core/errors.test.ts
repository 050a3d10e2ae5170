import { describe, expect, it } from '@jest/globals';
import { ERRORS, type ErrorEntry } from '../../src/core/error-catalogue.js';
import { describePlace, EdgewiseError, isEdgewiseError } from '../../src/core/errors.js';

describe('EdgewiseError', () => {
  it('carries code, message, place, cause, and the cure of its catalogue entry', () => {
    const cause = new Error('EACCES');
    const error = new EdgewiseError('FILE_NOT_FOUND', 'ratings.csv cannot be read.', {
      place: { file: 'ratings.csv' },
      cause,
    });
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('EdgewiseError');
    expect(error.message).toBe('ratings.csv cannot be read.');
    expect(error.code).toBe('FILE_NOT_FOUND');
    expect(error.place).toEqual({ file: 'ratings.csv' });
    expect(error.cure).toBe(ERRORS.FILE_NOT_FOUND.cure);
    expect(error.cause).toBe(cause);
  });

  it('prefers the cure of whoever knows better', () => {
    expect(new EdgewiseError('BAD_SETTING', 'port is 70000.', { cure: 'Use 0 to 65535.' }).cure).toBe(
      'Use 0 to 65535.',
    );
  });

  it('has no cause of its own when none was given', () => {
    expect(Object.hasOwn(new EdgewiseError('INTERNAL', 'Broken.'), 'cause')).toBe(false);
  });

  it('knows the exit code and whether a client of the API may see it', () => {
    expect(new EdgewiseError('USAGE', '').exitCode).toBe(2);
    expect(new EdgewiseError('TOO_MANY_REJECTED', '').exitCode).toBe(3);
    expect(new EdgewiseError('INTERRUPTED', '').exitCode).toBe(130);
    expect(new EdgewiseError('USER_NOT_FOUND', 'No such user.').publicMessage).toBe('No such user.');
    expect(new EdgewiseError('STORE_UNAVAILABLE', 'bolt://db.internal').publicMessage).toBe(
      ERRORS.STORE_UNAVAILABLE.when,
    );
    expect(new EdgewiseError('STORE_CORRUPT', 'Broken.').publicMessage).toBeUndefined();
  });

  it('is told apart from other errors, by code where asked', () => {
    const error = new EdgewiseError('BAD_CURSOR', '');
    expect(isEdgewiseError(error)).toBe(true);
    expect(isEdgewiseError(error, 'BAD_CURSOR')).toBe(true);
    expect(isEdgewiseError(error, 'BAD_ID')).toBe(false);
    expect(isEdgewiseError(Object.assign(new Error(''), { code: 'BAD_CURSOR' }))).toBe(false);
    expect(isEdgewiseError(undefined)).toBe(false);
  });
});

describe('describePlace', () => {
  it.each([
    [{ file: 'a.csv', line: 3, field: 'at' }, 'a.csv:3 (at)'],
    [{ file: 'a.csv' }, 'a.csv'],
    [{ line: 3 }, '3'],
    [{ setting: 'port' }, '(port)'],
    [{}, ''],
  ])('writes %j as "%s"', (place, text) => {
    expect(describePlace(place)).toBe(text);
  });
});

describe('the catalogue', () => {
  it.each(Object.entries<ErrorEntry>(ERRORS))(
    'says of %s when it happens and what to do, in sentences',
    (code, entry) => {
      expect(code).toMatch(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/);
      expect(entry.when).toMatch(/^[A-Z`].*\.$/s);
      expect(entry.cure).toMatch(/^[A-Z`].*\.$/s);
    },
  );
});
