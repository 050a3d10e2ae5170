import { describe, expect, it } from '@jest/globals';
import { Random } from '../../../src/core/random.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';
import { killWriterOnce } from '../../store/embedded/killed-writer.js';

const makeDirectory = temporaryDirectories();

describe('a writer killed two hundred times', () => {
  it('never loses or doubles what was acknowledged', async () => {
    const random = Random.fromSeed(5);
    // Each store is killed many times in a row, and none grows so large that reading it takes the time.
    for (let store = 0; store < 10; store++) {
      const path = await makeDirectory();
      let written = 0;
      for (let round = 0; round < 20; round++) written = await killWriterOnce(path, written, random);
      expect(written).toBeGreaterThan(19);
    }
  });
});
