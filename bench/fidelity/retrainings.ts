import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Dataset } from '../../src/dataset/dataset.js';
import { restrictEvents } from '../../src/dataset/restrict-events.js';
import { keepEventsOfPairs } from '../../src/dataset/splits/keep-events-of-pairs.js';
import { gcnModel } from '../../src/models/gcn/gcn-model.js';
import type { GcnHyperparameters } from '../../src/models/gcn/hyperparameters.js';
import type { TrainedModel, TrainRun } from '../../src/models/model.js';
import { componentArray } from '../../src/recommend/scorers/component-array.js';

/**
 * Small enough for two hundred trainings in minutes. The random start depends on the seed alone, and so do the batches:
 * they are of users and of sampled items, never of edges.
 */
const HYPERPARAMETERS: Partial<GcnHyperparameters> = {
  dimensions: 16,
  start: 'random',
  epochs: 10,
  batchUsers: 128,
  negatives: 1024,
  validation: 'none',
  refit: false,
};

export function train(dataset: Dataset, run: TrainRun): Promise<TrainedModel> {
  return gcnModel({ hyperparameters: HYPERPARAMETERS }).train(dataset, run);
}

/** A user's scores of some items by what was trained. */
export function scoresOf({ components }: TrainedModel, user: number, items: readonly number[]): number[] {
  const dot = components.find(({ kind }) => kind === 'dot')!;
  const dimensions = HYPERPARAMETERS.dimensions!;
  const row = (table: 'users' | 'items', index: number): Float32Array =>
    componentArray(dot, table, Float32Array).subarray(index * dimensions, (index + 1) * dimensions);
  const own = row('users', user);
  return items.map((item) => row('items', item).reduce((sum, value, d) => sum + value * own[d]!, 0));
}

/** One edge left out, and whose scores of what are asked. */
export interface LeftOut {
  readonly user: number;
  /** Entry of the dataset's interactions. */
  readonly pair: number;
  readonly items: readonly number[];
}

/**
 * Scores after training without each edge, from the same start. What was trained is kept in a file as it comes, so that an
 * interrupted run goes on where it stopped; a file of other data, seeds, edges or hyperparameters is not this one's.
 */
export class Retrainings {
  readonly #file: string;
  readonly #known = new Map<number, readonly number[]>();

  constructor(directory: string, dataset: Dataset, seed: number, edges: readonly LeftOut[]) {
    const made = JSON.stringify([dataset.fingerprint, seed, HYPERPARAMETERS, edges]);
    this.#file = `${directory}/retraining-${createHash('sha256').update(made).digest('hex').slice(0, 16)}.ndjson`;
    if (!existsSync(this.#file)) return;
    const whole = readFileSync(this.#file, 'utf8').split('\n').slice(0, -1); // what follows the last line break was cut
    for (const line of whole) {
      const { pair, scores } = JSON.parse(line) as { pair: number; scores: number[] };
      this.#known.set(pair, scores);
    }
    writeFileSync(this.#file, whole.map((line) => `${line}\n`).join(''));
  }

  /** How many are there already. */
  get known(): number {
    return this.#known.size;
  }

  async scoresWithout({ user, pair, items }: LeftOut, dataset: Dataset, run: TrainRun): Promise<readonly number[]> {
    const known = this.#known.get(pair);
    if (known !== undefined) return known;
    const without = restrictEvents(dataset, keepEventsOfPairs(dataset, [pair]));
    const scores = scoresOf(await train(without, run), user, items);
    mkdirSync(dirname(this.#file), { recursive: true });
    appendFileSync(this.#file, `${JSON.stringify({ pair, scores })}\n`);
    return scores;
  }
}
