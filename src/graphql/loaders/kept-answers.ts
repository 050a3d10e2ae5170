import { LRUCache } from 'lru-cache';
import type { UserView } from '../../recommend/request.js';
import type { Snapshot } from '../../snapshot/snapshot.js';

/**
 * Answers about users that were computed, by everything that they depend on: the snapshot (each has its own), the user
 * with her revision in the store, and what was asked. Replicas need not tell one another anything: a new interaction makes
 * a new revision, and an erasure, which every replica learns from the snapshot's log, empties it, since an erased user
 * who comes back begins with the same revisions.
 */
export class KeptAnswers<Answer extends object> {
  readonly #snapshot: Snapshot;
  readonly #answers: LRUCache<string, Answer>;
  #erasures: string;

  /** Keeps up to `mostBytes`; `bytesOf` is about what an answer takes. */
  constructor(snapshot: Snapshot, mostBytes: number, bytesOf: (answer: Answer) => number) {
    this.#snapshot = snapshot;
    this.#erasures = snapshot.erasures();
    this.#answers = new LRUCache({
      maxSize: mostBytes,
      sizeCalculation: (answer, key) => Math.ceil(bytesOf(answer) + 2 * key.length),
    });
  }

  get bytes(): number {
    return this.#answers.calculatedSize;
  }

  find(user: UserView, asked: unknown): Answer | undefined {
    this.#forgetErased();
    return this.#answers.get(keyOf(user, asked));
  }

  keep(user: UserView, asked: unknown, answer: Answer): void {
    this.#forgetErased();
    this.#answers.set(keyOf(user, asked), answer);
  }

  #forgetErased(): void {
    const erasures = this.#snapshot.erasures();
    if (erasures === this.#erasures) return;
    this.#erasures = erasures;
    this.#answers.clear();
  }
}

/** While the store is away a user has the snapshot's revision and no current interactions: what she had when trained. */
function keyOf({ key, revision, current }: UserView, asked: unknown): string {
  return JSON.stringify([key, revision, current !== undefined, asked]);
}
