import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Journal, type TrialEntry } from '../../src/tune/journal.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';

const temporaryDirectory = temporaryDirectories();
const BINDING = { dataset: 'abc', seed: 1, exponents: { p: 0.1 } };
const TRIAL: TrialEntry = {
  kind: 'trial',
  configuration: { dimensions: 64 },
  fold: 0,
  epochs: 3,
  result: { figure: 0.5, perUser: [0, 1], choice: { weight: 0.25 }, bestEpoch: 2, seconds: 1.5 },
};

async function written(): Promise<string> {
  const path = join(await temporaryDirectory(), 'below', 'tune.jsonl');
  const journal = await Journal.start(path, BINDING);
  await journal.append({ kind: 'bracket', size: 9 });
  await journal.append(TRIAL);
  await journal.close();
  return path;
}

describe('the journal of a search', () => {
  it('gives back what was appended, and goes on after it', async () => {
    const path = await written();
    const journal = await Journal.resume(path, BINDING);
    expect(journal.entries).toEqual([{ kind: 'bracket', size: 9 }, TRIAL]);
    await journal.append({ ...TRIAL, fold: 1 });
    await journal.close();
    const again = await Journal.resume(path, BINDING);
    expect(again.entries).toEqual([{ kind: 'bracket', size: 9 }, TRIAL, { ...TRIAL, fold: 1 }]);
    await again.close();
  });

  it('cuts off a line that a kill tore, wherever it was torn', async () => {
    const path = await written();
    const whole = await readFile(path, 'utf8');
    const line = JSON.stringify({ ...TRIAL, fold: 1 });
    for (const length of [1, 10, line.length]) {
      await writeFile(path, whole);
      await appendFile(path, line.slice(0, length));
      const journal = await Journal.resume(path, BINDING);
      expect(journal.entries).toHaveLength(2);
      await journal.append({ ...TRIAL, fold: 2 });
      await journal.close();
      expect((await readFile(path, 'utf8')).slice(whole.length)).toBe(`${JSON.stringify({ ...TRIAL, fold: 2 })}\n`);
    }
  });

  it('begins anew in place of an older one', async () => {
    const path = await written();
    const journal = await Journal.start(path, { dataset: 'other' });
    expect(journal.entries).toEqual([]);
    await journal.close();
    await expect(Journal.resume(path, BINDING)).rejects.toMatchObject({ code: 'CHECKPOINT_MISMATCH' });
  });

  it('belongs to one search and names what differs in another', async () => {
    const path = await written();
    await expect(Journal.resume(path, { ...BINDING, seed: 2, share: 0.1 })).rejects.toMatchObject({
      code: 'CHECKPOINT_MISMATCH',
      message: expect.stringMatching(/differs in seed, share\.$/),
    });
  });

  it('is missed where there is none, and refused where a whole line is damaged', async () => {
    const directory = await temporaryDirectory();
    await expect(Journal.resume(join(directory, 'none'), BINDING)).rejects.toMatchObject({
      code: 'CHECKPOINT_MISSING',
    });
    const path = await written();
    const lines = (await readFile(path, 'utf8')).split('\n');
    lines[1] = lines[1]!.slice(1);
    await writeFile(path, lines.join('\n'));
    await expect(Journal.resume(path, BINDING)).rejects.toMatchObject({
      code: 'CHECKPOINT_CORRUPT',
      place: { line: 2 },
    });
  });
});
