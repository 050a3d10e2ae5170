import { standardizedSum } from '../../linalg/standardized-sum.js';
import type { UserView } from '../request.js';
import type { UserEmbeddings } from './user-embeddings.js';
import type { UserScorer, UserScores } from './user-scorer.js';
import type { WalkScorer } from './walk.js';

/**
 * Scores by z(dot row) + weight · z(walk row), each standardized over the whole catalog as the user's row is now:
 * component kind `blend`. A part that knows nothing of her adds nothing. Costs both rows and three passes over them.
 */
export class BlendScorer implements UserScorer {
  readonly #dot: UserEmbeddings;
  readonly #walk: WalkScorer;
  readonly #weight: number;
  readonly #nothing: Float32Array;
  readonly #scores: Float32Array;

  constructor(dot: UserEmbeddings, walk: WalkScorer, weight: number) {
    this.#dot = dot;
    this.#walk = walk;
    this.#weight = weight;
    this.#nothing = new Float32Array(walk.filter.items);
    this.#scores = new Float32Array(walk.filter.items);
  }

  scores(user: UserView): UserScores | undefined {
    const byDot = this.#dot.scores(user)?.scores;
    const byWalk = this.#walk.row(user);
    if (byDot === undefined && byWalk?.some((score) => score > 0) !== true) return undefined;
    standardizedSum(byDot ?? this.#nothing, byWalk ?? this.#nothing, this.#weight, this.#scores);
    return { scores: this.#scores, source: user.current === undefined ? 'MODEL' : 'FOLD_IN' };
  }
}
