import type { Snapshot } from '../snapshot/snapshot.js';
import { AttributeIndex } from './attribute-index.js';
import type { RecommendationFilter, UserView } from './request.js';

/** Which items may be recommended to whom. */
export class Candidates {
  readonly #snapshot: Snapshot;
  readonly #popularity: Float32Array;
  readonly #attributes: AttributeIndex;

  /** `popularity` [I]: distinct users of each item. */
  static async create(snapshot: Snapshot, popularity: Float32Array): Promise<Candidates> {
    return new Candidates(snapshot, popularity, await AttributeIndex.create(snapshot.itemRecords));
  }

  private constructor(snapshot: Snapshot, popularity: Float32Array, attributes: AttributeIndex) {
    this.#snapshot = snapshot;
    this.#popularity = popularity;
    this.#attributes = attributes;
  }

  /** 1 for each item [I] that meets every condition of the filter and, unless it asks for them, is new to the user. */
  allowed(user: UserView, filter: RecommendationFilter = {}): Uint8Array {
    let allowed = new Uint8Array(this.#snapshot.items.size).fill(1);
    for (const condition of filter.attributes ?? []) {
      const meeting = new Uint8Array(allowed.length);
      this.#attributes.mark(condition, allowed, meeting);
      allowed = meeting;
    }
    if (filter.minPopularity !== undefined) this.#dropBelow(filter.minPopularity, allowed);
    this.#drop(filter.excludeItems ?? [], allowed);
    if (filter.includeInteracted !== true) this.#dropInteracted(user, allowed);
    return allowed;
  }

  #dropBelow(minPopularity: number, allowed: Uint8Array): void {
    for (let item = 0; item < allowed.length; item++) {
      if (this.#popularity[item]! < minPopularity) allowed[item] = 0;
    }
  }

  /** What she interacted with by the snapshot or by now, whatever the behavior. */
  #dropInteracted({ key, current = [] }: UserView, allowed: Uint8Array): void {
    const { interactions } = this.#snapshot;
    const user = this.#snapshot.userIndex(key);
    if (user !== undefined) {
      const end = interactions.indptr[user + 1]!;
      for (let entry = interactions.indptr[user]!; entry < end; entry++) allowed[interactions.indices[entry]!] = 0;
    }
    this.#drop(
      current.map(({ itemKey }) => itemKey),
      allowed,
    );
  }

  #drop(itemKeys: readonly string[], allowed: Uint8Array): void {
    for (const key of itemKeys) {
      const item = this.#snapshot.items.indexOf(key);
      if (item !== undefined) allowed[item] = 0;
    }
  }
}
