import { describe, expect, it } from '@jest/globals';
import { Random } from '../../../src/core/random.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';
import { killWriterOnce } from './killed-writer.js';

const makeDirectory = temporaryDirectories();

describe('a writer that is killed at any moment', () => {
  it('loses and doubles nothing that was acknowledged', async () => {
    const path = await makeDirectory();
    const random = Random.fromSeed(3);
    let written = 0;
    for (let round = 0; round < 4; round++) written = await killWriterOnce(path, written, random);
    expect(written).toBeGreaterThan(3);
  });
});
