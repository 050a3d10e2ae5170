import { finish, type Steps } from '../core/steps.js';
import { Candidates } from '../recommend/candidates.js';
import type { RecommendationFilter, UserView } from '../recommend/request.js';
import { PopularityScorer } from '../recommend/scorers/popularity.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { findAddition } from './counterfactual/find-addition.js';
import { findRemoval } from './counterfactual/find-removal.js';
import type { Counterfactual, CounterfactualRequest } from './counterfactual/counterfactual.js';
import type { Standardization } from './blend/blend-oracle.js';
import type { Precision } from './dot/layers.js';
import type { InfluenceRule } from './influence-rule.js';
import type {
  EdgeInfluencesAnswer,
  EdgeInfluencesRequest,
  Influence,
  InfluenceAnswer,
  InfluenceRequest,
  WithoutAnswer,
  WithoutEachRequest,
  WithoutRequest,
} from './influence.js';
import type { Rank } from './ranks.js';
import { ranksAfter } from './ranks-after.js';
import { changesOf } from './removals.js';
import { newEdgeWeight } from './new-edge-weight.js';
import { createRule } from './rules.js';
import type { EdgeChange, ScoreOracle } from './score-oracle.js';

export interface InfluenceOptions {
  /** Of the recomputed layers; float64 is for comparing digits and takes twice the memory. */
  readonly precision?: Precision;
  /**
   * Of a blend: whether the mean and deviation of a user's rows follow a change of her interactions (the default: what the
   * system would have answered) or are held as they are (`frozen`: cheaper, and of another sign for about a third of the
   * pairs).
   */
  readonly standardization?: Standardization;
}

/**
 * Influence over one snapshot. Propagates X0 over its graph, once and in memory: L + 1 tables the size of X0. Lets an
 * event loop that serves requests have its turn meanwhile. Errors: SNAPSHOT_CORRUPT, OUT_OF_MEMORY, ENGINE_UNAVAILABLE.
 */
export async function createInfluence(snapshot: Snapshot, options: InfluenceOptions = {}): Promise<Influence> {
  const rule = await createRule(snapshot, { precision: 'float32', standardization: 'recomputed', ...options });
  const popularity = snapshot.components.find(({ kind }) => kind === 'popularity');
  const candidates = await Candidates.create(snapshot, new PopularityScorer(popularity, snapshot).scores);
  return new SnapshotInfluence(snapshot, rule, candidates);
}

class SnapshotInfluence implements Influence {
  readonly #snapshot: Snapshot;
  readonly #rule: InfluenceRule;
  readonly #candidates: Candidates;
  /** By the very view that asked: what a request asks of one user is prepared once. */
  readonly #oracles = new WeakMap<UserView, ScoreOracle>();

  constructor(snapshot: Snapshot, rule: InfluenceRule, candidates: Candidates) {
    this.#snapshot = snapshot;
    this.#rule = rule;
    this.#candidates = candidates;
  }

  influences(request: InfluenceRequest): InfluenceAnswer | undefined {
    return finish(this.influencesInSteps(request));
  }

  *influencesInSteps({ user, items, ranks }: InfluenceRequest): Steps<InfluenceAnswer | undefined> {
    const oracle = this.#oracle(user);
    if (oracle === undefined) return undefined;
    const target = oracle.target(items);
    const removals = oracle.edges.map(({ item }) => [{ item, weight: 0 }]);
    const scoresWithout = new Float64Array(removals.length * items.length);
    for (const [row, changes] of removals.entries()) {
      yield;
      scoresWithout.set(target.after(changes), row * items.length);
    }
    return {
      source: oracle.source,
      interactions: oracle.edges,
      scores: target.scores,
      influences: scoresWithout.map((without, place) => target.scores[place % items.length]! - without),
      scoresWithout,
      ...(ranks !== undefined && (yield* this.#ranks(oracle, user, items, removals, ranks.filter))),
    };
  }

  without({ removed, ...request }: WithoutRequest): WithoutAnswer | undefined {
    return this.withoutEach({ ...request, sets: [removed] })?.[0];
  }

  withoutEach({ user, items, sets, ranks }: WithoutEachRequest): WithoutAnswer[] | undefined {
    const oracle = this.#oracle(user);
    if (oracle === undefined) return undefined;
    const { weighting } = this.#snapshot.manifest.dataset;
    const changes = sets.map((removed) => changesOf(removed, oracle.edges, weighting));
    const target = oracle.target(items);
    const ranked = ranks && finish(this.#ranks(oracle, user, items, changes, ranks.filter));
    return changes.map((ofOne, place) => ({
      source: oracle.source,
      scores: target.scores,
      scoresWithout: target.after(ofOne),
      ...(ranked !== undefined && { ranks: ranked.ranks, ranksWithout: ranked.ranksWithout[place]! }),
    }));
  }

  ofEdges({ user, items, edges }: EdgeInfluencesRequest): EdgeInfluencesAnswer | undefined {
    const scores = this.#rule.scoresAfter(user, items, []);
    if (scores === undefined) return undefined;
    const influences = new Float64Array(edges.length * items.length);
    for (const [row, { user: owner, item }] of edges.entries()) {
      this.#assertEdge(owner, item);
      const without = this.#rule.scoresAfter(user, items, [{ user: owner, item, weight: 0 }])!;
      influences.set(
        scores.map((score, place) => score - without[place]!),
        row * items.length,
      );
    }
    return { scores, influences };
  }

  counterfactual(request: CounterfactualRequest): Counterfactual | undefined {
    return finish(this.counterfactualInSteps(request));
  }

  *counterfactualInSteps(request: CounterfactualRequest): Steps<Counterfactual | undefined> {
    const { user, filter, direction, behavior, ...search } = request;
    const oracle = this.#oracle(user);
    if (oracle === undefined) return undefined;
    yield;
    const allowed = this.#candidates.allowed(user, filter);
    if (direction !== 'ADD') return yield* findRemoval(oracle, allowed, search);
    const weight = newEdgeWeight(this.#snapshot, behavior);
    return weight === 0 ? undefined : yield* findAddition(oracle, allowed, search, weight);
  }

  #assertEdge(user: number, item: number): void {
    const { indptr, indices } = this.#snapshot.interactions;
    if (!indices.subarray(indptr[user], indptr[user + 1]).includes(item))
      throw new RangeError(`User ${user} has no edge to item ${item}.`);
  }

  #oracle(user: UserView): ScoreOracle | undefined {
    const oracle = this.#oracles.get(user) ?? this.#rule.oracle(user);
    if (oracle !== undefined) this.#oracles.set(user, oracle);
    return oracle;
  }

  /** Ranks of the items as things are and after each of the removals. */
  *#ranks(
    oracle: ScoreOracle,
    user: UserView,
    items: readonly number[],
    removals: readonly (readonly EdgeChange[])[],
    filter?: RecommendationFilter,
  ): Steps<{ ranks: Rank[]; ranksWithout: Rank[][] }> {
    const allowed = this.#candidates.allowed(user, filter);
    const ranks = ranksAfter(oracle, [], allowed, items);
    const ranksWithout: Rank[][] = [];
    for (const changes of removals) {
      yield;
      ranksWithout.push(ranksAfter(oracle, changes, allowed, items));
    }
    return { ranks, ranksWithout };
  }
}
