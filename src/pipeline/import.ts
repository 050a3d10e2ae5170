import { throwIfInterrupted, type RunContext } from '../core/run-context.js';
import { readSource, type Source } from '../dataset/formats/read-source.js';
import type { RowCode } from '../dataset/formats/row.js';
import type { InteractionStore, UpsertSummary } from '../store/interaction-store.js';
import { progressOf } from './import/progress-of.js';
import { RejectionTally } from './import/rejection-tally.js';
import { RejectsFile } from './import/rejects-file.js';
import { StoreWriter } from './import/store-writer.js';

export interface ImportJob {
  readonly store: InteractionStore;
  readonly source: Source;
  /** Share of lines that may be rejected; 0.01 when absent. */
  readonly maxRejected?: number;
  /** Where rejected lines go; they are only counted when absent. */
  readonly rejectsPath?: string;
  /** Interactions a transaction; 10,000 when absent. */
  readonly batchSize?: number;
}

export interface ImportReport {
  /** Lines with rows, rejected ones included. */
  readonly lines: number;
  /** What the store did with the distinct items, described users and interactions of each batch. */
  readonly items: UpsertSummary;
  readonly users: UpsertSummary;
  readonly interactions: UpsertSummary;
  /** Interactions in the input, repeated ones included. */
  readonly interactionsRead: number;
  readonly rejected: number;
  readonly rejectedByCode: Readonly<Partial<Record<RowCode, number>>>;
  /** The file of rejected lines, where there are any. */
  readonly rejectsPath?: string;
  readonly seconds: number;
}

/**
 * Streams a source into a store. Idempotent: what the store has already does not change, so an import that was
 * interrupted, killed or refused is mended by running it again. Progress counts bytes (rows where nothing is read from
 * disk). Nothing is written when the whole input is shorter than a batch and too much of it is rejected.
 * Errors: TOO_MANY_REJECTED after the first 10,000 lines or at the end, INTERRUPTED, DISK_FULL, BAD_SETTING, those of
 * the formats and of the store.
 */
export async function importInteractions(job: ImportJob, run: RunContext): Promise<ImportReport> {
  const startedAt = run.clock.now();
  const consequence = 'What was imported before stays; importing the mended file again adds only what is missing.';
  const tally = new RejectionTally(job.maxRejected ?? 0.01, consequence);
  const writer = new StoreWriter(job.store, job.batchSize ?? 10_000);
  const rejects = job.rejectsPath === undefined ? undefined : await RejectsFile.create(job.rejectsPath);
  let rejectsPath: string | undefined;
  let lines = 0;
  let interactionsRead = 0;
  try {
    for await (const chunk of readSource(job.source, run)) {
      lines = chunk.lines;
      const rejections = chunk.rows.filter((row) => row.kind === 'rejected').map((row) => row.rejection);
      for (const rejection of rejections) tally.add(rejection);
      await rejects?.write(rejections);
      tally.checkEarly(lines);
      for (const row of chunk.rows) {
        if (row.kind === 'item') writer.addItem(row.record);
        else if (row.kind === 'user') writer.addUser(row.record);
        else if (row.kind === 'interaction') {
          writer.addInteraction(row.record);
          interactionsRead++;
        }
        if (!writer.isFull) continue;
        throwIfInterrupted(run.signal, 'The import was interrupted; run it again to add what is missing.');
        await writer.flush();
      }
      run.progress(progressOf('import', chunk, interactionsRead, tally.total));
    }
    tally.check(lines);
    await writer.flush();
  } finally {
    rejectsPath = await rejects?.finish();
  }
  return {
    lines,
    items: writer.items,
    users: writer.users,
    interactions: writer.interactions,
    interactionsRead,
    rejected: tally.total,
    rejectedByCode: tally.byCode,
    ...(rejectsPath !== undefined && { rejectsPath }),
    seconds: (run.clock.now() - startedAt) / 1000,
  };
}
