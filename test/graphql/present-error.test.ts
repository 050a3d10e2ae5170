import { describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { ERRORS, type ErrorCode } from '../../src/core/error-catalogue.js';
import { EdgewiseError } from '../../src/core/errors.js';
import { isInternal, presentError } from '../../src/graphql/present-error.js';

const SECRET = 'MATCH (u) at /home/secret.ts';

/** As Apollo hands an error over: message and extensions as they are, the code filled in. */
function present(error: GraphQLError): ReturnType<typeof presentError> {
  const extensions = {
    ...error.extensions,
    code: error.extensions['code'] ?? 'INTERNAL_SERVER_ERROR',
    stacktrace: [SECRET],
  };
  return presentError({ ...error.toJSON(), extensions }, error);
}

describe('An error as a client sees it', () => {
  it('shows code and message of every public code and INTERNAL for every other', () => {
    for (const [code, { public: isPublic, when }] of Object.entries(ERRORS)) {
      const thrown = new EdgewiseError(code as ErrorCode, SECRET, {
        place: { file: SECRET },
        cause: new Error(SECRET),
      });
      const shown = present(new GraphQLError(SECRET, { originalError: thrown, path: ['user', 'recommendations'] }));
      expect(shown.path).toEqual(['user', 'recommendations']);
      if (isPublic === 'code') {
        expect(shown).toMatchObject({ message: when, extensions: { code } });
        expect(JSON.stringify(shown)).not.toContain(SECRET);
      } else if (isPublic) {
        expect(shown).toMatchObject({ message: SECRET, extensions: { code } });
      } else {
        expect(shown.extensions).toEqual({ code: 'INTERNAL' });
        expect(JSON.stringify(shown)).not.toContain(SECRET);
        expect(isInternal(shown)).toBe(true);
      }
    }
  });

  it('shows nothing of an error that is not ours', () => {
    const shown = present(new GraphQLError(SECRET, { originalError: new TypeError(SECRET) }));
    expect(shown).toEqual({ message: 'Something failed on the server.', extensions: { code: 'INTERNAL' } });
    expect(presentError({ message: SECRET, extensions: { code: 'INTERNAL_SERVER_ERROR' } }, SECRET)).toEqual(shown);
  });

  it('keeps what GraphQL itself says of a request, without further extensions', () => {
    const shown = present(
      new GraphQLError('Cannot query field "x".', { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }),
    );
    expect(shown).toEqual({ message: 'Cannot query field "x".', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
  });

  it('finds a public error below several wrappers', () => {
    const thrown = new EdgewiseError('QUERY_TOO_LARGE', 'too deep');
    const inner = new GraphQLError('inner', { originalError: thrown });
    const outer = new GraphQLError('outer', {
      originalError: inner,
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
    expect(present(outer)).toEqual({ message: 'too deep', extensions: { code: 'QUERY_TOO_LARGE' } });
  });
});
