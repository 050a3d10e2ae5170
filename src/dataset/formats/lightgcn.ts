import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_BEHAVIOR } from './fields/behavior.js';
import type { Line } from './input/line-splitter.js';
import { readLines } from './input/read-lines.js';
import { rejected, RowError, type Row, type RowBlock, type RowFile } from './row.js';

/** The fixed splits of NGCF and LightGCN: a line a user, `user item item …`, non-negative integers, no times. */
export interface LightgcnSource {
  readonly format: 'lightgcn';
  /** A file, or a directory with train.txt. */
  readonly path: string;
}

/** A line holds all items of a user: about a million fit. */
const LONGEST_LINE = 8 * 1024 * 1024;

/** What no line may contain; looked for instead of matching the whole, which would need a backtracking stack as long as the line. */
const NOT_INTEGERS = /[^\d\s]|\d{21}/;

export async function lightgcnFiles({ path }: LightgcnSource): Promise<RowFile[]> {
  const isDirectory = await stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  const file = isDirectory ? join(path, 'train.txt') : path;
  return [{ path: file, blocks: readUserLines(file) }];
}

async function* readUserLines(file: string): AsyncGenerator<RowBlock> {
  for await (const { lines, read } of readLines(file, { limit: LONGEST_LINE })) {
    const filled = lines.filter((line) => line.text.trim() !== '');
    yield { rows: filled.flatMap((line) => rowsOfLine(line, file)), lines: filled.length, read };
  }
}

/** None for a user without items: some published test files have such lines. */
function rowsOfLine({ number, text, error }: Line, file: string): Row[] {
  if (error !== undefined) return [rejected(file, number, text, error)];
  const line = text.trim();
  if (NOT_INTEGERS.test(line)) {
    return [
      rejected(file, number, text, new RowError('ROW_COLUMNS', 'the line is not "user item item …", all integers')),
    ];
  }
  const [userKey, ...itemKeys] = line.split(/\s+/);
  return itemKeys.map((itemKey) => ({
    kind: 'interaction',
    record: { userKey: userKey!, itemKey, behavior: DEFAULT_BEHAVIOR, at: 0, weight: 1 },
  }));
}
