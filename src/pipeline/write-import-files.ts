import { chmod, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { EdgewiseError } from '../core/errors.js';
import { throwIfInterrupted, type RunContext } from '../core/run-context.js';
import { readSource, type Source } from '../dataset/formats/read-source.js';
import type { RowCode } from '../dataset/formats/row.js';
import { hasErrno, syncDirectory, writeDurably } from '../snapshot/durable-files.js';
import { GatheredGraph } from './import-files/gathered-graph.js';
import { constraintsFile, importOptions, importScript, readmeFile } from './import-files/import-script.js';
import { writeTables, type WrittenTables } from './import-files/write-tables.js';
import { progressOf } from './import/progress-of.js';
import { RejectionTally } from './import/rejection-tally.js';
import { RejectsFile } from './import/rejects-file.js';

export interface ImportFilesJob {
  readonly source: Source;
  /** Made by this job; may exist when it is empty. */
  readonly directory: string;
  /** Share of lines that may be rejected; 0.01 when absent. */
  readonly maxRejected?: number;
  /** Where rejected lines go; they are only counted when absent. */
  readonly rejectsPath?: string;
}

export interface ImportFilesReport {
  readonly directory: string;
  /** Names in the directory. */
  readonly files: readonly string[];
  /** The words that import, to be run in the directory; the name of the database follows. */
  readonly command: readonly string[];
  /** Lines with rows, rejected ones included. */
  readonly lines: number;
  readonly users: number;
  readonly items: number;
  /** Distinct ones, as written. */
  readonly interactions: number;
  /** Repeated ones included. */
  readonly interactionsRead: number;
  /** Attributes that the importer has no way to spell: an empty list, a list of one empty text. */
  readonly attributesLeftOut: number;
  readonly rejected: number;
  readonly rejectedByCode: Readonly<Partial<Record<RowCode, number>>>;
  readonly rejectsPath?: string;
  readonly seconds: number;
}

interface Gathered {
  readonly graph: GatheredGraph;
  readonly summary: Pick<
    ImportFilesReport,
    'lines' | 'interactionsRead' | 'rejected' | 'rejectedByCode' | 'rejectsPath'
  >;
}

/**
 * Writes a source as the files of an offline import into a new Neo4j: what an import of the same source into an empty
 * store would leave. Keys, descriptions of items and 28 to 64 bytes an interaction are held in memory. The directory
 * appears whole or not at all. Errors: OUTPUT_EXISTS, TOO_MANY_REJECTED, INTERRUPTED, DISK_FULL, BAD_SETTING,
 * DATASET_TOO_LARGE, INTERACTION_INVALID, FILE_EMPTY, those of the formats.
 */
export async function writeImportFiles(job: ImportFilesJob, run: RunContext): Promise<ImportFilesReport> {
  const startedAt = run.clock.now();
  const directory = resolve(job.directory);
  await assertFree(directory);
  const { graph, summary } = await gather(job, run);
  const draft = `${directory}.partial-${process.pid}`;
  try {
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { recursive: true }).catch(notWritable(directory));
    const written = await writeTables(draft, graph, run);
    const command = ['neo4j-admin', 'database', 'import', 'full', ...importOptions(written)];
    await writeCompanions(draft, written);
    const files = (await readdir(draft)).sort();
    await syncDirectory(draft);
    throwIfInterrupted(run.signal, 'The writing of import files was interrupted; nothing of them is left.');
    await moveInto(draft, directory);
    const { users, items, interactions, leftOut } = written;
    const seconds = (run.clock.now() - startedAt) / 1000;
    const counts = { users, items, interactions, attributesLeftOut: leftOut };
    return { directory, files, command, ...counts, ...summary, seconds };
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

async function gather(job: ImportFilesJob, run: RunContext): Promise<Gathered> {
  const tally = new RejectionTally(job.maxRejected ?? 0.01, 'No file was written.');
  const rejects = job.rejectsPath === undefined ? undefined : await RejectsFile.create(job.rejectsPath);
  const graph = new GatheredGraph();
  let lines = 0;
  let rejectsPath: string | undefined;
  try {
    for await (const chunk of readSource(job.source, run)) {
      lines = chunk.lines;
      const rejections = [];
      for (const row of chunk.rows) {
        if (row.kind === 'rejected') rejections.push(row.rejection);
        else graph.add(row);
      }
      for (const rejection of rejections) tally.add(rejection);
      await rejects?.write(rejections);
      tally.checkEarly(lines);
      run.progress(progressOf('read', chunk, graph.interactionsRead, tally.total));
    }
    tally.check(lines);
  } finally {
    rejectsPath = await rejects?.finish();
  }
  const { interactionsRead } = graph;
  const rejected = { rejected: tally.total, rejectedByCode: tally.byCode };
  return {
    graph,
    summary: { lines, interactionsRead, ...rejected, ...(rejectsPath !== undefined && { rejectsPath }) },
  };
}

async function writeCompanions(draft: string, written: WrittenTables): Promise<void> {
  const options = importOptions(written);
  const write = (name: string, text: string) => writeDurably(join(draft, name), Buffer.from(text, 'utf8'));
  await write('README.md', readmeFile(options, written));
  await write('constraints.cypher', constraintsFile());
  await write('import.sh', importScript(options));
  await chmod(join(draft, 'import.sh'), 0o755);
}

/** Before hours of reading, and again when the files are to take their place. */
async function assertFree(directory: string): Promise<void> {
  const entries = await readdir(directory).catch((error: unknown) => {
    if (hasErrno(error, 'ENOENT')) return [];
    return notWritable(directory)(error);
  });
  if (entries.length === 0) return;
  throw new EdgewiseError('OUTPUT_EXISTS', `${directory} is not empty.`, {
    place: { file: directory, setting: '--out' },
  });
}

async function moveInto(draft: string, directory: string): Promise<void> {
  await assertFree(directory);
  await rmdir(directory).catch((error: unknown) => {
    if (!hasErrno(error, 'ENOENT')) notWritable(directory)(error);
  });
  await rename(draft, directory).catch(notWritable(directory));
  await syncDirectory(dirname(directory));
}

function notWritable(directory: string): (cause: unknown) => never {
  return (cause) => {
    const isFull = hasErrno(cause, 'ENOSPC');
    const message = isFull ? `No room to write ${directory}.` : `The directory ${directory} cannot be written.`;
    const place = { file: directory, setting: '--out' };
    throw new EdgewiseError(isFull ? 'DISK_FULL' : 'BAD_SETTING', message, { place, cause });
  };
}
