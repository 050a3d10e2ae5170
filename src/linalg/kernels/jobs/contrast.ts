import { floatBits, job, roundUp, type Address, type Job } from './job.js';

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
