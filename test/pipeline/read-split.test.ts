import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runContext } from '../../src/core/run-context.js';
import { readSplit, type SplitFiles } from '../../src/pipeline/read-split.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';

const temporaryDirectory = temporaryDirectories();

async function splitOf(train: string, test: string, maxRejected = 0): Promise<SplitFiles> {
  const directory = await temporaryDirectory();
  const source = (name: string, content: string) => {
    const path = join(directory, name);
    writeFileSync(path, content);
    return { format: 'lightgcn', path } as const;
  };
  return { train: source('train.txt', train), test: source('test.txt', test), dataset: {}, maxRejected };
}

describe('readSplit', () => {
  it('reads both files over one set of users and items, numbers in order of value', async () => {
    const { train, heldOut } = await readSplit(await splitOf('10 2\n9 11 1\n', '9 100\n10 1\n'), runContext());
    expect(train.users.keys).toEqual(['9', '10']);
    expect(train.items.keys).toEqual(['1', '2', '11', '100']);
    expect([train.interactions.rows, train.interactions.columns]).toEqual([2, 4]);
    expect([...train.interactions.indices]).toEqual([0, 2, 1]);
    expect([...heldOut.indptr]).toEqual([0, 1, 2]);
    expect([...heldOut.indices]).toEqual([3, 0]);
  });

  it('leaves out test pairs that the training file has too', async () => {
    const { heldOut } = await readSplit(await splitOf('1 5 6\n', '1 6 7\n2 5\n'), runContext());
    expect([...heldOut.indptr]).toEqual([0, 1, 2]);
    expect([...heldOut.indices]).toEqual([2, 0]);
  });

  it('refuses a file of which too many lines are rejected', async () => {
    const files = await splitOf('1 5\nx y\n', '1 6\n', 0.2);
    await expect(readSplit(files, runContext())).rejects.toMatchObject({ code: 'TOO_MANY_REJECTED' });
    await expect(readSplit({ ...files, maxRejected: 0.5 }, runContext())).resolves.toBeDefined();
  });
});
