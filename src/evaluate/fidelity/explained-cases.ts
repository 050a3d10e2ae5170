import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Random } from '../../core/random.js';
import { throwIfInterrupted, type RunContext } from '../../core/run-context.js';
import { createInfluence } from '../../influence/create-influence.js';
import type { Influence } from '../../influence/influence.js';
import type { OwnEdge } from '../../influence/score-oracle.js';
import { mean } from '../../metrics/mean.js';
import { createRecommender } from '../../recommend/create-recommender.js';
import type { Recommender, UserView } from '../../recommend/request.js';
import type { Snapshot } from '../../snapshot/snapshot.js';

/** The model as it is served, and exact influence on it. */
export interface ExplainedModel {
  readonly snapshot: Snapshot;
  readonly recommender: Recommender;
  readonly influence: Influence;
}

export async function explainedModel(snapshot: Snapshot): Promise<ExplainedModel> {
  return { snapshot, recommender: await createRecommender(snapshot), influence: await createInfluence(snapshot) };
}

/** A user's first recommendation, which is to be explained by her interactions. */
export interface ExplainedCase {
  readonly user: UserView;
  readonly item: number;
  /** Above 0. */
  readonly score: number;
  /** By ascending item. [n] */
  readonly interactions: readonly OwnEdge[];
  /** Exact influence of each on the score. [n] */
  readonly influences: Float64Array;
  /** The same on the score's lead over the mean score of what is recommended next. [n] */
  readonly leads: Float64Array;
}

export interface CaseOptions {
  readonly users: number;
  /** Fewest and most interactions of a user. */
  readonly interactions: readonly [number, number];
}

/**
 * Draws users at random until there are enough cases. Users are left out whose answer is not the model's own, or whose
 * best score is not above 0, so that there is no share of it to speak of. Errors: INTERRUPTED.
 */
export async function explainedCases(
  model: ExplainedModel,
  { users, interactions: [fewest, most] }: CaseOptions,
  random: Random,
  run: RunContext,
): Promise<ExplainedCase[]> {
  const { rows, indptr } = model.snapshot.interactions;
  const fitting = Array.from({ length: rows }, (_, user) => user).filter((user) => {
    const own = indptr[user + 1]! - indptr[user]!;
    return own >= fewest && own <= most && !model.snapshot.erasedUsers().has(user);
  });
  const cases: ExplainedCase[] = [];
  for (const user of random.shuffle(fitting)) {
    if (cases.length === users) break;
    throwIfInterrupted(run.signal);
    const found = caseOf(model, user);
    if (found !== undefined) cases.push(found);
    await nextTurn();
  }
  return cases;
}

/** How many of the next recommendations the first one's lead is over. */
const RIVALS = 19;

function caseOf({ snapshot, recommender, influence }: ExplainedModel, index: number): ExplainedCase | undefined {
  const user: UserView = { key: snapshot.users.keyAt(index), revision: snapshot.userRevisions[index]! };
  const { entries, source } = recommender.recommend({ user, first: 1 + RIVALS });
  const [item, ...rivals] = entries.map(({ itemIndex }) => itemIndex);
  if (source === 'POPULAR' || item === undefined) return undefined;
  const answer = influence.influences({ user, items: [item, ...rivals] });
  const score = answer?.scores[0] ?? 0;
  if (answer === undefined || score <= 0) return undefined;
  const rows = answer.interactions.map((_, row) =>
    answer.influences.subarray(row * entries.length, (row + 1) * entries.length),
  );
  return {
    user,
    item,
    score,
    interactions: answer.interactions,
    influences: Float64Array.from(rows, ([own]) => own!),
    leads: Float64Array.from(rows, (row) => row[0]! - mean(row.subarray(1))),
  };
}
