import type { RunContext } from '../core/run-context.js';
import { DatasetBuilder } from '../dataset/dataset-builder.js';
import type { Dataset } from '../dataset/dataset.js';
import type { Source } from '../dataset/formats/read-source.js';
import { readInto } from './read-source-into.js';
import type { SplitFiles } from './read-split.js';

/**
 * A source as a dataset, in memory alone. Its order of reading is kept, so that a file without times can be split by it.
 * Errors: those of readSplit.
 */
export async function readFile(
  { source, dataset, maxRejected }: Pick<SplitFiles, 'dataset' | 'maxRejected'> & { readonly source: Source },
  run: RunContext,
): Promise<Dataset> {
  const builder = new DatasetBuilder({ ...dataset, keyOrder: 'numeric', keepSequence: true });
  await readInto(builder, source, maxRejected, run);
  return builder.build()[0]!;
}
