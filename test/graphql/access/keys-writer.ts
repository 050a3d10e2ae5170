// A process that makes, rotates and revokes keys without end, for a test that kills it: `keys-writer.ts FILE`.
// It prints the id of each key once that is made.
import { createKey, revokeKey, rotateKey } from '../../../src/graphql/access/keys/administer-keys.js';

const file = process.argv[2]!;
for (let round = 0; ; round++) {
  const { key } = await createKey(file, { name: `key ${round}`, scopes: ['read'] }, Date.now());
  process.stdout.write(`${key.id}\n`);
  if (round % 3 === 1) await revokeKey(file, key.id, Date.now());
  if (round % 3 === 2) process.stdout.write(`${(await rotateKey(file, key.id, 0, Date.now())).key.id}\n`);
}
