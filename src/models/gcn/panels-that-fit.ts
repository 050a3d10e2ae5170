import { EdgewiseError } from '../../core/errors.js';
import type { Engine } from '../../engine/start-engine.js';
import type { CsrMatrix } from '../../linalg/csr.js';
import { memoryNeeds, totalOf, type MemoryHyperparameters } from './memory-need.js';

/**
 * The fewest panels of columns in which an engine can train: each within what the engine takes as one tensor, and all
 * that is alive at once within its memory. An engine without limits takes tables whole.
 * Errors: OUT_OF_MEMORY before anything is made, with what is needed, what there is, and how many dimensions would fit.
 */
export function panelsThatFit(
  interactions: CsrMatrix,
  hyperparameters: MemoryHyperparameters,
  engine: Pick<Engine, 'name' | 'memoryBytes' | 'tensorBytes' | 'threads'>,
): number {
  const { name, memoryBytes = Infinity, tensorBytes = Infinity, threads } = engine;
  const nodes = interactions.rows + interactions.columns;
  const columnBytes = Float32Array.BYTES_PER_ELEMENT * nodes;
  if (columnBytes > tensorBytes) {
    throw new EdgewiseError(
      'OUT_OF_MEMORY',
      `One column of a table of ${nodes} nodes takes ${columnBytes} bytes; the ${name} engine takes ${tensorBytes} in one tensor.`,
      { cure: 'Use --engine wasm or tensorflow.' },
    );
  }
  const { dimensions } = hyperparameters;
  if (memoryBytes === Infinity && columnBytes * dimensions <= tensorBytes) return 1;

  const needOf = memoryNeeds(interactions, hyperparameters, threads);
  const fewest = (columns: number): number =>
    Math.ceil(columns / Math.min(columns, Math.floor(tensorBytes / columnBytes)));
  const most = (columns: number): number => Math.max(fewest(columns), Math.floor(columns / NARROWEST));
  const fits = (columns: number, panels: number): boolean => totalOf(needOf(columns, panels)) <= memoryBytes;
  for (let panels = fewest(dimensions); panels <= most(dimensions); panels++) {
    if (fits(dimensions, panels)) return panels;
  }

  const need = needOf(dimensions, most(dimensions));
  let fitting = dimensions - 1;
  while (fitting > 0 && !fits(fitting, most(fitting))) fitting--;
  throw new EdgewiseError(
    'OUT_OF_MEMORY',
    `Training ${nodes} nodes in ${dimensions} dimensions takes ${mebibytes(totalOf(need))} MiB ` +
      `(tables and moments ${mebibytes(need.tables)}, layers ${mebibytes(need.layers)}, adjacency ${mebibytes(need.adjacency)}, batch ${mebibytes(need.batch)}); ` +
      `the ${name} engine has ${mebibytes(memoryBytes)} MiB.`,
    {
      cure:
        fitting > 0
          ? `Use at most ${fitting} dimensions, or --engine tensorflow.`
          : 'Use --engine tensorflow: no number of dimensions fits.',
    },
  );
}

/** Columns of a panel that is made to save memory: a cache line, below which products wait for what they do not use. */
const NARROWEST = 16;

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(bytes < 2 ** 20 ? 2 : 0);
}
