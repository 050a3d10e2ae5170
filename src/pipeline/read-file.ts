import type { RunContext } from '../core/run-context.js';
import { DatasetBuilder } from '../dataset/dataset-builder.js';
import type { Dataset } from '../dataset/dataset.js';
import type { Source } from '../dataset/formats/read-source.js';
import { warnOfUnknownTimes } from '../dataset/warn-of-unknown-times.js';
import { readInto } from './read-source-into.js';
import type { SplitFiles } from './read-split.js';

/**
 * A source as a dataset, in memory alone. Its order of reading is kept, so that a file without times can be split by it.
 * Errors: those of readSplit.
 */
export async function readFile(
  { source, dataset: options, maxRejected }: Pick<SplitFiles, 'dataset' | 'maxRejected'> & { readonly source: Source },
  run: RunContext,
): Promise<Dataset> {
  const builder = new DatasetBuilder({ ...options, keyOrder: 'numeric', keepSequence: true });
  await readInto(builder, source, maxRejected, run);
  const dataset = builder.build()[0]!;
  warnOfUnknownTimes(dataset, run.log);
  return dataset;
}
