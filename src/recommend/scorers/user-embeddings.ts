import type { LoadedComponent, Snapshot } from '../../snapshot/snapshot.js';
import { FoldIn } from '../fold-in.js';
import type { UserView } from '../request.js';
import { wasTrained } from '../was-trained.js';
import { DotScorer } from './dot.js';
import type { ScorerSeat } from './scorer-tables.js';
import type { UserScorer, UserScores } from './user-scorer.js';

export interface EmbeddedUser {
  readonly embedding: Float32Array;
  readonly source: UserScores['source'];
}

/** Embeds users as trained or by their newer interactions, and scores by dot product: component kind `dot`. */
export class UserEmbeddings implements UserScorer {
  readonly scorer: DotScorer;
  readonly #snapshot: Snapshot;
  readonly #foldIn: FoldIn;

  /** Errors: SNAPSHOT_CORRUPT. */
  static async create(snapshot: Snapshot, dot: LoadedComponent, seat: ScorerSeat): Promise<UserEmbeddings> {
    return new UserEmbeddings(snapshot, await DotScorer.create(dot, seat), new FoldIn(snapshot, dot));
  }

  private constructor(snapshot: Snapshot, scorer: DotScorer, foldIn: FoldIn) {
    this.#snapshot = snapshot;
    this.scorer = scorer;
    this.#foldIn = foldIn;
  }

  /** Undefined when there is nothing to go by: no edge that the snapshot can weigh, or a vector of zeros. */
  embed(user: UserView): EmbeddedUser | undefined {
    const embedding = user.current === undefined ? this.#trained(user.key) : this.#foldIn.embed(user);
    if (embedding?.some((value) => value !== 0) !== true) return undefined;
    return { embedding, source: user.current === undefined ? 'MODEL' : 'FOLD_IN' };
  }

  scores(user: UserView): UserScores | undefined {
    const embedded = this.embed(user);
    return embedded && { scores: this.scorer.scores(embedded.embedding), source: embedded.source };
  }

  #trained(userKey: string): Float32Array | undefined {
    const user = this.#snapshot.userIndex(userKey);
    return user !== undefined && wasTrained(this.#snapshot, user) ? this.scorer.userEmbedding(user) : undefined;
  }
}
