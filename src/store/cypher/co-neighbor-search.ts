import { compareKeys } from '../../core/key-order.js';
import type { CoNeighbor, CoNeighborPosition, Page } from '../interaction-store.js';

interface Candidate {
  readonly key: string;
  readonly shared: number;
}

/** Rounding of the upper bound must not cut off what ties with the page's last entry. */
const SLACK = 1 + 1e-12;

/**
 * The best neighbors of one key, found without counting every candidate: one that shares s has at least s itself, so
 * its similarity is at most s / sqrt(own × s), which falls with s.
 */
export class CoNeighborSearch {
  readonly key: string;
  /** The page so far, best first. */
  best: CoNeighbor[] = [];
  readonly #candidates: readonly Candidate[];
  readonly #page: Page<CoNeighborPosition>;
  /** |A|, which is also what the key shares with itself. */
  readonly #own: number;
  #taken = 0;
  #round: number;

  constructor(key: string, otherKeys: readonly string[], shared: readonly number[], page: Page<CoNeighborPosition>) {
    this.key = key;
    this.#page = page;
    this.#own = shared[otherKeys.indexOf(key)]!;
    this.#candidates = otherKeys
      .map((other, place) => ({ key: other, shared: shared[place]! }))
      .filter((candidate) => candidate.key !== key)
      .sort((a, b) => b.shared - a.shared);
    this.#round = Math.max(64, 2 * page.first);
  }

  /** Whether no candidate that is left can enter the page. */
  get done(): boolean {
    const next = this.#candidates[this.#taken];
    const last = this.best[this.#page.first - 1];
    return (
      next === undefined ||
      (last !== undefined && similarity(next.shared, this.#own, next.shared) * SLACK < last.similarity)
    );
  }

  /** The keys to count next. */
  next(): string[] {
    return this.#candidates.slice(this.#taken, this.#taken + this.#round).map((candidate) => candidate.key);
  }

  /** Takes in the counts of the keys that `next` named; a key without a count was erased meanwhile. */
  take(counts: ReadonlyMap<string, number>): void {
    for (const { key, shared } of this.#candidates.slice(this.#taken, this.#taken + this.#round)) {
      const count = counts.get(key);
      if (count === undefined) continue;
      const neighbor = { key, similarity: similarity(shared, this.#own, count) };
      const { after } = this.#page;
      if (after === undefined || compareNeighbors(after, neighbor) < 0) this.best.push(neighbor);
    }
    this.best = this.best.sort(compareNeighbors).slice(0, this.#page.first);
    this.#taken += this.#round;
    this.#round *= 2;
  }
}

function similarity(shared: number, own: number, theirs: number): number {
  return shared / Math.sqrt(own * theirs);
}

function compareNeighbors(a: CoNeighbor, b: CoNeighbor): number {
  return b.similarity - a.similarity || compareKeys(a.key, b.key);
}
