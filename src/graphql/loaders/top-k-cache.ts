import { LRUCache } from 'lru-cache';
import type { RecommendationPage, RecommendationRequest } from '../../recommend/request.js';
import type { Snapshot } from '../../snapshot/snapshot.js';

/** What the pages of all users together may take. */
const MOST_BYTES = 64 * 2 ** 20;
/** About what one recommendation takes beside its key, which the snapshot holds anyway. */
const ENTRY_BYTES = 96;
const PAGE_BYTES = 400;

/**
 * Pages that were ranked, by everything that they depend on: the snapshot (each has a cache of its own), the user with
 * her revision in the store, the filter and the place in the ranking. Replicas need not tell one another anything: a new
 * interaction makes a new revision, and an erasure, which every replica learns from the snapshot's log, empties it, since
 * an erased user who comes back begins with the same revisions.
 */
export class TopKCache {
  readonly #snapshot: Snapshot;
  readonly #pages = new LRUCache<string, RecommendationPage>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ entries }, key) => PAGE_BYTES + 2 * key.length + ENTRY_BYTES * entries.length,
  });
  #erasures: string;

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
    this.#erasures = snapshot.erasures();
  }

  get bytes(): number {
    return this.#pages.calculatedSize;
  }

  find(request: RecommendationRequest): RecommendationPage | undefined {
    this.#forgetErased();
    return this.#pages.get(keyOf(request));
  }

  keep(request: RecommendationRequest, page: RecommendationPage): void {
    this.#forgetErased();
    this.#pages.set(keyOf(request), page);
  }

  #forgetErased(): void {
    const erasures = this.#snapshot.erasures();
    if (erasures === this.#erasures) return;
    this.#erasures = erasures;
    this.#pages.clear();
  }
}

/** While the store is away a user has the snapshot's revision and no current interactions: what she had when trained. */
function keyOf({ user, first, after, filter }: RecommendationRequest): string {
  return JSON.stringify([user.key, user.revision, user.current !== undefined, first, after, filter]);
}
