import type { Snapshot } from '../snapshot/snapshot.js';
import { Candidates } from './candidates.js';
import type { CosineTable } from './cosine-table.js';
import { FoldIn } from './fold-in.js';
import { rankPage } from './rank-page.js';
import type {
  Neighbor,
  RankedPage,
  RankPosition,
  RecommendationPage,
  RecommendationRequest,
  RecommendationSource,
  Recommender,
  UserView,
} from './request.js';
import { DotScorer } from './scorers/dot.js';
import { PopularityScorer } from './scorers/popularity.js';

/**
 * A recommender over one snapshot, which it keeps in memory for as long as it lives. Lets an event loop that serves
 * requests have its turn between the tables that it prepares.
 * Errors: SNAPSHOT_CORRUPT, OUT_OF_MEMORY, ENGINE_UNAVAILABLE.
 */
export async function createRecommender(snapshot: Snapshot): Promise<Recommender> {
  const dot = snapshot.components.find(({ kind }) => kind === 'dot');
  const popularity = snapshot.components.find(({ kind }) => kind === 'popularity');
  const embeddings =
    dot === undefined ? undefined : { scorer: await DotScorer.create(dot), foldIn: new FoldIn(snapshot, dot) };
  const byPopularity = new PopularityScorer(popularity, snapshot);
  const candidates = await Candidates.create(snapshot, byPopularity.scores);
  return new SnapshotRecommender(snapshot, embeddings, byPopularity, candidates);
}

/** The scorer of a `dot` component and how it embeds users with newer interactions. */
interface Embeddings {
  readonly scorer: DotScorer;
  readonly foldIn: FoldIn;
}

interface EmbeddedUser {
  readonly embedding: Float32Array;
  readonly source: RecommendationSource;
}

class SnapshotRecommender implements Recommender {
  readonly #snapshot: Snapshot;
  readonly #embeddings: Embeddings | undefined;
  readonly #popularity: PopularityScorer;
  readonly #candidates: Candidates;

  constructor(
    snapshot: Snapshot,
    embeddings: Embeddings | undefined,
    popularity: PopularityScorer,
    candidates: Candidates,
  ) {
    this.#snapshot = snapshot;
    this.#embeddings = embeddings;
    this.#popularity = popularity;
    this.#candidates = candidates;
  }

  recommend({ user, first, after, filter }: RecommendationRequest): RecommendationPage {
    const embedded = this.#embed(user);
    const scores = embedded?.scorer.scores(embedded.embedding) ?? this.#popularity.scores;
    const allowed = this.#candidates.allowed(user, filter);
    const page = rankPage(scores, allowed, this.#snapshot.items.keys, first, after);
    return {
      source: embedded?.source ?? 'POPULAR',
      entries: page.entries.map(({ score, key, index }, place) => ({
        score,
        key,
        rank: page.ahead + place + 1,
        itemIndex: index,
      })),
      hasNextPage: page.hasNextPage,
    };
  }

  userNeighbors(user: UserView, first: number, after?: RankPosition): RankedPage<Neighbor> | undefined {
    const embedded = this.#embed(user);
    if (embedded === undefined) return undefined;
    const left = new Set(this.#snapshot.erasedUsers());
    const self = this.#snapshot.users.indexOf(user.key);
    if (self !== undefined) left.add(self);
    return neighbors(embedded.scorer.users, embedded.embedding, this.#snapshot.users.keys, left, first, after);
  }

  itemNeighbors(itemKey: string, first: number, after?: RankPosition): RankedPage<Neighbor> | undefined {
    const item = this.#snapshot.items.indexOf(itemKey);
    const scorer = this.#embeddings?.scorer;
    if (item === undefined || scorer === undefined) return undefined;
    const embedding = scorer.itemEmbedding(item);
    return neighbors(scorer.items, embedding, this.#snapshot.items.keys, new Set([item]), first, after);
  }

  popularity(itemKey: string): number | undefined {
    const item = this.#snapshot.items.indexOf(itemKey);
    return item === undefined ? undefined : this.#popularity.scores[item];
  }

  /** Undefined when there is nothing to go by: no interaction that the snapshot can weigh, or a vector of zeros. */
  #embed(user: UserView): (EmbeddedUser & { readonly scorer: DotScorer }) | undefined {
    if (this.#embeddings === undefined) return undefined;
    const { scorer, foldIn } = this.#embeddings;
    const embedding = user.current === undefined ? this.#trained(user.key, scorer) : foldIn.embed(user);
    if (embedding?.some((value) => value !== 0) !== true) return undefined;
    return { embedding, source: user.current === undefined ? 'MODEL' : 'FOLD_IN', scorer };
  }

  #trained(userKey: string, scorer: DotScorer): Float32Array | undefined {
    const user = this.#snapshot.userIndex(userKey);
    if (user === undefined) return undefined;
    const { indptr } = this.#snapshot.interactions;
    return indptr[user] === indptr[user + 1] ? undefined : scorer.userEmbedding(user);
  }
}

function neighbors(
  table: CosineTable,
  embedding: Float32Array,
  keys: readonly string[],
  left: ReadonlySet<number>,
  first: number,
  after?: RankPosition,
): RankedPage<Neighbor> | undefined {
  const similarities = table.similarities(embedding);
  if (similarities === undefined) return undefined;
  const allowed = table.hasDirection.slice();
  for (const row of left) allowed[row] = 0;
  const { entries, hasNextPage } = rankPage(similarities, allowed, keys, first, after);
  return { entries: entries.map(({ key, score }) => ({ key, score })), hasNextPage };
}
