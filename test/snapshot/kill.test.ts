import { describe, it } from '@jest/globals';
import { Random } from '../../src/core/random.js';
import { killWriterOnce } from '../fixtures/killed-writer.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';

const makeDirectory = temporaryDirectories();

describe('a writer killed at a random moment', () => {
  it('leaves a current version that opens and verifies, and a directory that the next writer can use', async () => {
    const root = await makeDirectory();
    const random = Random.fromSeed(7);
    for (let round = 0; round < 4; round++) await killWriterOnce(root, random);
  });
});
