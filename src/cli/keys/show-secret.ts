import type { CreatedKey } from '../../graphql/access/keys/administer-keys.js';
import type { Output } from '../terminal/output.js';

/** Prints a new key, the only time that it can be seen. */
export function showSecret({ key, secret }: CreatedKey, file: string, output: Output): void {
  const { id, name, scopes, subject, expiresAt } = key;
  output.result({ id, name, key: secret, scopes, subject, expiresAt }, () =>
    [
      secret,
      '',
      `This is the only time the key is shown: ${file} holds its hash. Clients send it as`,
      '`x-api-key: KEY` or `authorization: Bearer KEY`.',
    ].join('\n'),
  );
}
