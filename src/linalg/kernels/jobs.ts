/** A call of a kernel that threads share out among them: its struct as the kernel lays it out, in 32-bit words. */
export interface Job {
  readonly kernel: ChunkedKernel;
  readonly words: Uint32Array;
}

export const CHUNKED_KERNELS = [
  'multiplySparse',
  'gatherRows',
  'scatterAddRows',
  'addToRows',
  'scaleRows',
  'adamUpdate',
  'rankItems',
  'rankWalks',
  'contrastPack',
  'contrastUsers',
  'contrastSample',
] as const;
export type ChunkedKernel = (typeof CHUNKED_KERNELS)[number];

/** Addresses are bytes in the kernels' memory, aligned to 4. */
type Address = number;

export interface MultiplySparseFields {
  readonly chunks: number;
  /** First row of each chunk and the end, int32 [chunks + 1]: see row-chunks.ts. */
  readonly bounds: Address;
  readonly indptr: Address;
  readonly indices: Address;
  /** 0: every entry is 1. */
  readonly values: Address;
  /** Factor of each row, added up before `addend` comes to it; 0: none. */
  readonly rowScale: Address;
  /** [columns of the matrix, width]; with `places` [its rows that are not zero, width] */
  readonly dense: Address;
  /** [rows, width], added to the product; 0 when nothing is. */
  readonly addend: Address;
  /** [rows, width], or [rowCount, width] */
  readonly product: Address;
  readonly width: number;
  /** int32 [rowCount]: the rows to compute; all when absent. */
  readonly rows?: Address;
  readonly rowCount?: number;
  /** int32 [columns of the matrix]: row of `dense` that a column meets, -1 where that is zero; its own when absent. */
  readonly places?: Address;
  /** With `places`: scratchEntries · 8 bytes for each thread, scratchEntries being the longest row. */
  readonly scratch?: Address;
  readonly scratchEntries?: number;
}

export function multiplySparseJob(fields: MultiplySparseFields): Job {
  const { chunks, bounds, indptr, indices, values, rowScale, dense, addend, product, width } = fields;
  const { rows = 0, rowCount = 0, places = 0, scratch = 0, scratchEntries = 0 } = fields;
  return job('multiplySparse', chunks, [
    bounds,
    indptr,
    indices,
    values,
    rowScale,
    dense,
    addend,
    product,
    width,
    rows,
    rowCount,
    places,
    scratch,
    scratchEntries,
  ]);
}

export interface RowsFields {
  /** [rows, width] */
  readonly table: Address;
  /** int32 [count] */
  readonly indices: Address;
  /** [count, width] */
  readonly picked: Address;
  readonly count: number;
  readonly rows: number;
  readonly width: number;
}

/** The kernels of rows: picked from the table, or added into it, after it was cleared or as it is. */
export function rowsJob(kernel: 'gatherRows' | 'scatterAddRows' | 'addToRows', fields: RowsFields): Job {
  const { table, indices, picked, count, rows, width } = fields;
  return job(kernel, ROW_CHUNKS, [table, indices, picked, count, rows, width]);
}

const ROW_CHUNKS = 8;

export interface ScaleRowsFields {
  /** [rows, width] */
  readonly table: Address;
  /** [rows] */
  readonly scale: Address;
  /** [rows, width] */
  readonly scaled: Address;
  readonly rows: number;
  readonly width: number;
}

/** scaled = diag(scale) · table. */
export function scaleRowsJob({ table, scale, scaled, rows, width }: ScaleRowsFields): Job {
  return job('scaleRows', SCALE_CHUNKS, [table, scale, scaled, rows, rows, width]);
}

const SCALE_CHUNKS = 64;

export interface AdamFields {
  readonly table: Address;
  readonly gradient: Address;
  readonly m: Address;
  readonly v: Address;
  readonly count: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly rate: number;
  readonly rootCorrection: number;
}

export function adamJob({ table, gradient, m, v, count, ...rates }: AdamFields): Job {
  const { beta1, beta2, epsilon, rate, rootCorrection } = rates;
  const floats = [beta1, beta2, 1 - beta1, 1 - beta2, epsilon, rate, rootCorrection].map(floatBits);
  return job('adamUpdate', Math.ceil(count / ADAM_CHUNK_ENTRIES), [table, gradient, m, v, count, ...floats]);
}

/** As in assembly/kernel/adam-update.ts. */
const ADAM_CHUNK_ENTRIES = 16384;

export interface RankFields {
  /** Panels of 4 queries. */
  readonly queries: Address;
  /** Panels of 8 items. */
  readonly items: Address;
  readonly queryCount: number;
  readonly itemCount: number;
  readonly width: number;
  /** CSR offsets and columns of what each query must not get; 0 and 0 when there is nothing. */
  readonly excludeIndptr: Address;
  readonly excludeIndices: Address;
  readonly k: number;
  /** int32 [queries, k] */
  readonly indices: Address;
  /** [queries, k] */
  readonly scores: Address;
  /** RANK_SCRATCH_BYTES for each thread. */
  readonly scratch: Address;
}

export function rankJob(fields: RankFields): Job {
  const { queries, items, queryCount, itemCount, width, excludeIndptr, excludeIndices, k, indices, scores, scratch } =
    fields;
  const chunks = Math.ceil(queryCount / RANK_CHUNK_QUERIES);
  return job('rankItems', chunks, [
    queries,
    items,
    queryCount,
    itemCount,
    width,
    excludeIndptr,
    excludeIndices,
    k,
    indices,
    scores,
    scratch,
  ]);
}

/** As in assembly/kernel/rank-items.ts. */
const RANK_CHUNK_QUERIES = 64;
export const RANK_SCRATCH_BYTES = 4 * 512 * 4 + RANK_CHUNK_QUERIES * 8;

/** As the struct of assembly/kernel/rank-walks.ts says. */
export interface RankWalksFields {
  readonly queries: Address;
  readonly queryCount: number;
  readonly users: number;
  readonly items: number;
  readonly userIndptr: Address;
  readonly userIndices: Address;
  readonly userValues: Address;
  readonly itemIndptr: Address;
  readonly itemIndices: Address;
  readonly itemValues: Address;
  readonly starting: Address;
  readonly passing: Address;
  readonly ending: Address;
  readonly panels: Address;
  readonly embeddings: Address;
  readonly width: number;
  readonly weights: Address;
  readonly weightCount: number;
  readonly k: number;
  readonly lists: Address;
  readonly scores: Address;
  readonly scratch: Address;
  /** walkScratchBytes(…) */
  readonly scratchBytes: number;
}

export function rankWalksJob(fields: RankWalksFields): Job {
  const { queries, queryCount, users, items, userIndptr, userIndices, userValues, itemIndptr, itemIndices } = fields;
  const { itemValues, starting, passing, ending, panels, embeddings, width, weights, weightCount, k } = fields;
  const graph = [userIndptr, userIndices, userValues, itemIndptr, itemIndices, itemValues, starting, passing, ending];
  const { lists, scores, scratch, scratchBytes } = fields;
  const blend = [panels, embeddings, width, weights, weightCount];
  return job('rankWalks', Math.ceil(queryCount / WALK_CHUNK_QUERIES), [
    queries,
    queryCount,
    users,
    items,
    ...graph,
    ...blend,
    k,
    lists,
    scores,
    scratch,
    scratchBytes,
  ]);
}

const WALK_CHUNK_QUERIES = 8;

/** Of each thread: masses and the list of users, the walk's row, and two rows of whole panels. */
export function walkScratchBytes(users: number, items: number): number {
  return roundUp(users * 12 + items * 8 + 16 + 2 * roundUp(items, 8) * 4, 16);
}

export interface ContrastFields {
  /** [n, width] */
  readonly embeddings: Address;
  /** int32 rows of the embeddings: [users], [sample], [edges]. */
  readonly users: Address;
  readonly sample: Address;
  readonly edgeItems: Address;
  /** int32 [users + 1] */
  readonly edgeOffsets: Address;
  /** [edges] */
  readonly edgeShares: Address;
  /** int32 [users + 1], and the places in the sample that are each user's own, ascending. */
  readonly ownOffsets: Address;
  readonly ownPlaces: Address;
  readonly userCount: number;
  readonly sampleCount: number;
  readonly edgeCount: number;
  readonly width: number;
  readonly temperature: number;
  /** τ₊ of the bilateral softmax; 0: the sampled softmax. */
  readonly positiveTemperature: number;
  /** ln(items / sampled items) */
  readonly logRatio: number;
  /** Room that contrastRoom(…) tells the sizes of. */
  readonly room: Readonly<Record<keyof ReturnType<typeof contrastRoom>, Address>>;
}

/** Bytes of what the jobs of a sampled softmax write: `losses` [users], `slopes` [users + sample + edges, width], … */
export function contrastRoom(
  {
    userCount,
    sampleCount,
    edgeCount,
    width,
  }: Pick<ContrastFields, 'userCount' | 'sampleCount' | 'edgeCount' | 'width'>,
  threads: number,
) {
  const [users, sample, columns] = [roundUp(userCount, 4), roundUp(sampleCount, 8), roundUp(width, 8)];
  return {
    itemPanels: 4 * sample * width,
    columnPanels: 4 * sample * columns,
    probabilities: 4 * users * (sample + 4),
    pushes: 4 * users * columns,
    losses: 4 * userCount,
    slopes: 4 * (userCount + sampleCount + edgeCount) * width,
    scratch: 4 * CONTRAST_SCRATCH_ROWS * columns * threads,
  };
}

/** As in assembly/kernel/contrast-users.ts. */
const CONTRAST_SCRATCH_ROWS = 10;

/** The three jobs of a sampled softmax, to be run in this order. */
export function contrastJobs(fields: ContrastFields): readonly Job[] {
  const { embeddings, users, sample, edgeOffsets, edgeItems, edgeShares, ownOffsets, ownPlaces, room } = fields;
  const { userCount, sampleCount, edgeCount, width, temperature, positiveTemperature, logRatio } = fields;
  const { itemPanels, columnPanels, probabilities, pushes, losses, slopes, scratch } = room;
  const words = [
    ...[embeddings, users, sample, edgeOffsets, edgeItems, edgeShares, ownOffsets, ownPlaces, itemPanels, columnPanels],
    ...[userCount, sampleCount, edgeCount, width],
    ...[floatBits(temperature), floatBits(positiveTemperature), floatBits(logRatio)],
    ...[probabilities, pushes, losses, slopes, scratch],
  ];
  return [
    job('contrastPack', Math.ceil(sampleCount / 8), words),
    job('contrastUsers', Math.ceil(userCount / 4), words),
    job('contrastSample', Math.ceil(sampleCount / 16), words),
  ];
}

function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}

/** Every struct begins with the counter that chunks are taken from, and their number. */
function job(kernel: ChunkedKernel, chunks: number, fields: readonly number[]): Job {
  return { kernel, words: Uint32Array.of(0, chunks, ...fields) };
}

function floatBits(value: number): number {
  floatCell[0] = value;
  return bitsCell[0]!;
}

const floatCell = new Float32Array(1);
const bitsCell = new Uint32Array(floatCell.buffer);
