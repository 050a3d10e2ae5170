import type { ItemRecord } from '../../store/interaction-store.js';

/** How many descriptions are remembered, so that rows that repeat one do not send it again. */
const REMEMBERED = 100_000;

/** Descriptions of items or of users that wait to be sent, one a key. */
export class PendingDescriptions<Described extends ItemRecord> {
  readonly #pending = new Map<string, Described>();
  /** Key → the description as it was last seen. */
  readonly #seen = new Map<string, string>();

  get size(): number {
    return this.#pending.size;
  }

  /** A row that only names somebody takes nothing from what an earlier one said. */
  add(record: Described): void {
    if (saysNothing(record) && this.#seen.has(record.key)) return;
    const description = JSON.stringify(record);
    if (this.#seen.get(record.key) === description) return;
    if (this.#seen.size >= REMEMBERED) this.#seen.clear();
    this.#seen.set(record.key, description);
    this.#pending.set(record.key, record);
  }

  /** All that wait; none does afterwards. */
  take(): Described[] {
    const records = [...this.#pending.values()];
    this.#pending.clear();
    return records;
  }
}

/** Neither title nor attributes: it is only to exist. */
function saysNothing({ title, attributes = {} }: ItemRecord): boolean {
  return title === undefined && Object.keys(attributes).length === 0;
}
