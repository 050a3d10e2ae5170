import { floatBits, job, roundUp, type Address, type Job } from './job.js';

export interface ContrastFields extends ContrastSizes {
  /** [rows, width] */
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
  /** Whether items are taken over their norms. */
  readonly cosine: boolean;
  readonly temperature: number;
  /** τ₊ of the bilateral softmax; 0: the sampled softmax. */
  readonly positiveTemperature: number;
  /** ln(items / sampled items) */
  readonly logRatio: number;
  /** [rows, width] */
  readonly gradient: Address;
  /** Room that contrastRoom(…) tells the sizes of. */
  readonly room: Readonly<Record<keyof ReturnType<typeof contrastRoom>, Address>>;
}

export interface ContrastSizes {
  /** Of the embeddings. */
  readonly rowCount: number;
  readonly userCount: number;
  readonly sampleCount: number;
  readonly edgeCount: number;
  readonly width: number;
}

/** Bytes of what the jobs of a sampled softmax write beside its gradient: `losses` [users], `slopes` [users + sample, width], … */
export function contrastRoom({ rowCount, userCount, sampleCount, edgeCount, width }: ContrastSizes, threads: number) {
  const [users, sample, columns] = [roundUp(userCount, 4), roundUp(sampleCount, 8), roundUp(width, 8)];
  return {
    itemScales: 4 * rowCount,
    itemPanels: 4 * sample * width,
    columnPanels: 4 * sample * columns,
    probabilities: 4 * users * (sample + 4),
    queries: 4 * userCount * width,
    pushes: 4 * users * columns,
    pulls: 4 * edgeCount,
    losses: 4 * userCount,
    slopes: 4 * (userCount + sampleCount) * width,
    scratch: 4 * SCRATCH_ROWS * columns * threads,
  };
}

/** As in assembly/kernel/contrast-users.ts. */
const SCRATCH_ROWS = 9;

/** The jobs of a sampled softmax, to be run in this order. */
export function contrastJobs(fields: ContrastFields): readonly Job[] {
  const { embeddings, users, sample, edgeOffsets, edgeItems, edgeShares, ownOffsets, ownPlaces, room } = fields;
  const { userCount, sampleCount, rowCount, width, cosine, gradient } = fields;
  const { itemScales, itemPanels, columnPanels, probabilities, queries, pushes, pulls, losses, slopes, scratch } = room;
  const words = [
    ...[embeddings, users, sample, edgeOffsets, edgeItems, edgeShares, ownOffsets, ownPlaces, itemPanels, columnPanels],
    ...[userCount, sampleCount, rowCount, width, Number(cosine)],
    ...[fields.temperature, fields.positiveTemperature, fields.logRatio].map(floatBits),
    ...[itemScales, probabilities, queries, pushes, pulls, losses, slopes, gradient, scratch],
  ];
  return [
    job('contrastScales', ROW_CHUNKS, words),
    job('contrastPack', Math.ceil(sampleCount / 8), words),
    job('contrastUsers', Math.ceil(userCount / 4), words),
    job('contrastSample', Math.ceil(sampleCount / 16), words),
    job('contrastGradient', ROW_CHUNKS, words),
  ];
}

const ROW_CHUNKS = 16;
