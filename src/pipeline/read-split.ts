import type { RunContext } from '../core/run-context.js';
import { DatasetBuilder, type DatasetChoices } from '../dataset/dataset-builder.js';
import type { Dataset } from '../dataset/dataset.js';
import type { Source } from '../dataset/formats/read-source.js';
import { isTargetPair } from '../dataset/target-pairs.js';
import { warnOfUnknownTimes } from '../dataset/warn-of-unknown-times.js';
import { hasEntry, type CsrMatrix } from '../linalg/csr.js';
import { readInto } from './read-source-into.js';

export interface SplitFiles {
  readonly train: Source;
  readonly test: Source;
  readonly dataset: DatasetChoices;
  /** Share of each file's lines that may be rejected. */
  readonly maxRejected: number;
}

export interface FileSplit {
  readonly train: Dataset;
  /** users × items of `train`; pairs that are in `train` too are left out, for nobody could recommend them. */
  readonly heldOut: CsrMatrix;
}

/**
 * Two files as one split over the same users and items. Ids that are numbers are indexed by value, which decides ties
 * as published figures do. Errors: TOO_MANY_REJECTED, DATASET_EMPTY, INTERRUPTED and those of the formats.
 */
export async function readSplit(
  { train, test, dataset, maxRejected }: SplitFiles,
  run: RunContext,
): Promise<FileSplit> {
  const builder = new DatasetBuilder({ ...dataset, keyOrder: 'numeric', keepSequence: true });
  await readInto(builder, train, maxRejected, run);
  builder.startPart();
  await readInto(builder, test, maxRejected, run);
  const [trained, tested] = builder.build();
  warnOfUnknownTimes(trained!, run.log);
  const { heldOut, overlap } = withoutPairsOf(trained!.interactions, tested!);
  if (overlap > 0)
    run.log.warn({ pairs: overlap }, 'Pairs of the test file that are in the training file are left out.');
  return { train: trained!, heldOut };
}

/**
 * The target pairs of a dataset that `known` does not have, and how many pairs it has; values are dropped, for held-out
 * pairs count alike.
 */
function withoutPairsOf(known: CsrMatrix, tested: Dataset): { readonly heldOut: CsrMatrix; readonly overlap: number } {
  const matrix = tested.interactions;
  const indptr = new Int32Array(matrix.rows + 1);
  const indices = new Int32Array(matrix.indices.length);
  let [kept, overlap] = [0, 0];
  for (let row = 0; row < matrix.rows; row++) {
    for (let entry = matrix.indptr[row]!; entry < matrix.indptr[row + 1]!; entry++) {
      if (hasEntry(known, row, matrix.indices[entry]!)) overlap++;
      else if (isTargetPair(tested, entry)) indices[kept++] = matrix.indices[entry]!;
    }
    indptr[row + 1] = kept;
  }
  const { rows, columns } = matrix;
  return { heldOut: { rows, columns, indptr, indices: indices.slice(0, kept), values: null }, overlap };
}
