import { describe, expect, it } from '@jest/globals';
import { Random } from '../../../src/core/random.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';
import { killWriterOnce } from '../../store/embedded/killed-writer.js';

const makeDirectory = temporaryDirectories();
const STORES = Array.from({ length: 10 }, (_, store) => store + 1);
const KILLS = 20;

describe('a writer killed two hundred times', () => {
  // Each store is killed many times in a row, and none grows so large that reading it takes the time.
  it.each(STORES)(`loses and doubles nothing that was acknowledged: store %i, ${KILLS} kills`, async (store) => {
    const path = await makeDirectory();
    const random = Random.fromSeed(store);
    let written = 0;
    for (let kill = 0; kill < KILLS; kill++) written = await killWriterOnce(path, written, random);
    expect(written).toBeGreaterThanOrEqual(KILLS);
  });
});
