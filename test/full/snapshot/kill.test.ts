import { describe, it } from '@jest/globals';
import { Random } from '../../../src/core/random.js';
import { killWriterOnce } from '../../fixtures/killed-writer.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';

const makeDirectory = temporaryDirectories();

describe('a writer killed a hundred times', () => {
  it('always leaves a current version that opens and verifies', async () => {
    const root = await makeDirectory();
    const random = Random.fromSeed(11);
    for (let round = 0; round < 100; round++) await killWriterOnce(root, random);
  });
});
