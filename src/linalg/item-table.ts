import { isEdgewiseError } from '../core/errors.js';
import { inParts } from '../core/in-parts.js';
import { sharedCopy } from '../core/shared-copy.js';
import { KernelMemory } from './kernel-memory.js';
import { loadKernels } from './kernels/load-kernels.js';
import { packPanels } from './pack-panels.js';

/** Items as scorers read them. A copy that is posted to another thread shares the memory of one for several threads. */
export type ItemTable = PanelTable | PlainTable;

interface TableShape {
  readonly rows: number;
  readonly columns: number;
}

/** For the SIMD kernel: panels of items, and room for a query and its scores for each thread. */
export interface PanelTable extends TableShape {
  readonly memory: WebAssembly.Memory;
  readonly isShared: boolean;
  readonly panels: number;
  /** Addresses: panels of items; the place of thread 0, with those of the others behind it. */
  readonly items: number;
  readonly places: number;
}

/** Where this Node has no SIMD. */
export interface PlainTable extends TableShape {
  /** [rows, columns] */
  readonly values: Float32Array;
}

/** Rows of a panel of items, as the kernel expects. */
const LANES = 8;

/**
 * Copies items [rows, columns] into a table for so many threads; one for a single thread stays in its own memory. Lets an
 * event loop have its turn between parts of about a millisecond. Errors: OUT_OF_MEMORY.
 */
export async function packItems(
  items: Float32Array,
  rows: number,
  columns: number,
  threads: number,
): Promise<ItemTable> {
  try {
    return await packPanelTable(items, rows, columns, threads);
  } catch (error) {
    if (!isEdgewiseError(error, 'ENGINE_UNAVAILABLE')) throw error;
    return { rows, columns, values: threads > 1 ? sharedCopy(items) : items.slice() };
  }
}

/** Bytes of a thread's place: its query, then its scores; both aligned to 16. */
export function placeBytes({ rows, columns }: TableShape): { readonly query: number; readonly whole: number } {
  const query = aligned(columns * 4);
  return { query, whole: query + aligned(Math.ceil(rows / LANES) * LANES * 4) };
}

async function packPanelTable(
  items: Float32Array,
  rows: number,
  columns: number,
  threads: number,
): Promise<PanelTable> {
  const isShared = threads > 1;
  const kind = isShared ? 'shared' : 'unshared';
  await loadKernels(kind); // fails here where scorers could not run
  const panels = Math.ceil(rows / LANES);
  const itemBytes = aligned(panels * LANES * columns * 4);
  const allPlaces = threads * placeBytes({ rows, columns }).whole;
  const kernelMemory = new KernelMemory(kind, itemBytes + allPlaces);
  const address = kernelMemory.allocate(itemBytes);
  const places = kernelMemory.allocate(allPlaces);
  const { memory } = kernelMemory;
  const packed = new Float32Array(memory.buffer, address, panels * LANES * columns);
  await inParts(rows, rowsAtATime(columns), (start, end) => {
    packPanels(items, rows, columns, LANES, packed, start, end);
  });
  return { rows, columns, memory, isShared, panels, items: address, places };
}

/** Whole panels of about 2^18 values, which are packed in about a millisecond. */
function rowsAtATime(columns: number): number {
  return LANES * Math.ceil(2 ** 18 / (LANES * Math.max(1, columns)));
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 16) * 16;
}
