import { Random } from '../../src/core/random.js';
import { runContext } from '../../src/core/run-context.js';
import type { Dataset } from '../../src/dataset/dataset.js';
import { explainedModel, type ExplainedModel } from '../../src/evaluate/fidelity/explained-cases.js';
import { bootstrapIntervals } from '../../src/metrics/bootstrap.js';
import { mean } from '../../src/metrics/mean.js';
import { spearman } from '../../src/metrics/spearman.js';
import type { TrainRun } from '../../src/models/model.js';
import { snapshotOfContents } from '../../src/snapshot/snapshot-of-contents.js';
import type { Section } from '../harness/bench.js';
import { MOVIELENS, movielensDataset } from './movielens.js';
import { Retrainings, scoresOf, train, type LeftOut } from './retrainings.js';

const SEED = 6;
const USERS = 20;
const EDGES = 10;
const TOP = 10;
/** Beside the benchmark's other output, and kept between runs. */
const DIRECTORY = 'data/bench';
const MEAN = 'Spearman with leave-one-out retraining, mean over users, lower end';
const MEDIAN = 'Spearman with leave-one-out retraining, median of users';

/**
 * What influence says of an edge against what training without it does: for each of a user's first recommendations, the
 * rank correlation over her edges; a user's figure is the mean over her recommendations. The issue sets no limit: more
 * than chance is what the rows ask.
 */
export const retrainingSection: Section = {
  name: 'retraining',
  needs: [MOVIELENS],
  bars: [
    { name: MEAN, limit: 0, unit: '', passes: 'above' },
    { name: MEDIAN, limit: 0, unit: '', passes: 'above' },
  ],
  async measure({ signal, say }) {
    const started = performance.now();
    const run: TrainRun = { ...runContext({ signal }), seed: SEED };
    const dataset = await movielensDataset(signal);
    const trained = await train(dataset, run);
    const { components, hyperparameters, metrics } = trained;
    const contents = { dataset, exportedAt: 0, components, hyperparameters, seed: SEED, metrics };
    const model = await explainedModel(snapshotOfContents(contents));
    const users = sampledEdges(model, dataset);
    const retrainings = new Retrainings(DIRECTORY, dataset, SEED, users.flat());
    const resumed = retrainings.known;
    const correlations: number[] = [];
    for (const edges of users) {
      say(`retraining without ${EDGES} edges of user ${correlations.length + 1} of ${users.length} …`);
      correlations.push(await correlationOf(edges, model, dataset, retrainings, trained, run));
    }
    const perUser = Float64Array.from(correlations);
    const { user } = await bootstrapIntervals({ user: perUser }, { random: Random.stream(SEED, 'bootstrap') });
    const ascending = correlations.toSorted((a, b) => a - b);
    const seconds = (performance.now() - started) / 1000;
    return {
      values: { [MEAN]: user![0], [MEDIAN]: (ascending[USERS / 2 - 1]! + ascending[USERS / 2]!) / 2 },
      note:
        `mean ${mean(perUser).toFixed(3)}, users from ${ascending[0]!.toFixed(2)} to ${ascending.at(-1).toFixed(2)}; ` +
        `${users.flat().length} edges of ${users.length} users × top ${TOP}, gcn of 16 dimensions and 10 epochs, the same start; ` +
        `${resumed} retrainings known before, ${seconds.toFixed(0)} s`,
    };
  },
};

/** Of users drawn among those of at least twice as many edges: edges drawn among those whose item others have too. */
function sampledEdges({ snapshot, recommender }: ExplainedModel, dataset: Dataset): LeftOut[][] {
  const random = Random.stream(SEED, 'retraining');
  const { indptr, indices, rows } = dataset.interactions;
  const counts = new Int32Array(dataset.items.size);
  for (const item of indices) counts[item]!++;
  const busy = Array.from({ length: rows }, (_, user) => user).filter(
    (user) => indptr[user + 1]! - indptr[user]! >= 2 * EDGES,
  );
  return random
    .shuffle(busy)
    .slice(0, USERS)
    .map((user) => {
      const page = recommender.recommend({ user: { key: snapshot.users.keyAt(user), revision: 0 }, first: TOP });
      const items = page.entries.map(({ itemIndex }) => itemIndex);
      const own = Array.from({ length: indptr[user + 1]! - indptr[user]! }, (_, place) => indptr[user]! + place);
      const shared = own.filter((pair) => counts[indices[pair]!]! > 1);
      return random
        .shuffle(shared)
        .slice(0, EDGES)
        .map((pair) => ({ user, pair, items }));
    });
}

async function correlationOf(
  edges: readonly LeftOut[],
  { snapshot, influence }: ExplainedModel,
  dataset: Dataset,
  retrainings: Retrainings,
  trained: Parameters<typeof scoresOf>[0],
  run: TrainRun,
): Promise<number> {
  const { user, items } = edges[0]!;
  const before = scoresOf(trained, user, items);
  const answer = influence.influences({ user: { key: snapshot.users.keyAt(user), revision: 0 }, items })!;
  const told: number[][] = [];
  const seen: number[][] = [];
  for (const edge of edges) {
    const row = answer.interactions.findIndex(({ item }) => item === dataset.interactions.indices[edge.pair]);
    told.push(Array.from(answer.influences.subarray(row * items.length, (row + 1) * items.length)));
    const after = await retrainings.scoresWithout(edge, dataset, run);
    seen.push(before.map((score, place) => score - after[place]!));
  }
  const columns = items.map((_, place) => {
    const column = (rows: readonly number[][]): number[] => rows.map((row) => row[place]!);
    return spearman(column(told), column(seen));
  });
  return mean(columns.filter((value) => value !== undefined));
}
