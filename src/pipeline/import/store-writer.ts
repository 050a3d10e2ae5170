import type { InteractionRecord, InteractionStore, ItemRecord, UpsertSummary } from '../../store/interaction-store.js';

/** What became of the distinct records that were sent. */
export type WriteSummary = { -readonly [Count in keyof UpsertSummary]: number };

/** How many descriptions of items are remembered, so that rows that repeat one do not send it again. */
const REMEMBERED_ITEMS = 100_000;

/** Gathers rows into batches without duplicates and sends them, items before the interactions that follow them. */
export class StoreWriter {
  readonly items: WriteSummary = { created: 0, updated: 0, unchanged: 0 };
  readonly interactions: WriteSummary = { created: 0, updated: 0, unchanged: 0 };
  readonly #store: InteractionStore;
  readonly #batchSize: number;
  readonly #pendingItems = new Map<string, ItemRecord>();
  readonly #pendingInteractions = new Map<string, InteractionRecord>();
  /** Key → the description as it was last seen. */
  readonly #described = new Map<string, string>();

  constructor(store: InteractionStore, batchSize: number) {
    this.#store = store;
    this.#batchSize = batchSize;
  }

  /** Whether a batch is full: `flush` is due. */
  get isFull(): boolean {
    return this.#pendingInteractions.size >= this.#batchSize || this.#pendingItems.size >= this.#batchSize;
  }

  /** A row that only names an item takes nothing from what an earlier one said of it. */
  addItem(record: ItemRecord): void {
    if (saysNothing(record) && this.#described.has(record.key)) return;
    const description = JSON.stringify(record);
    if (this.#described.get(record.key) === description) return;
    if (this.#described.size >= REMEMBERED_ITEMS) this.#described.clear();
    this.#described.set(record.key, description);
    this.#pendingItems.set(record.key, record);
  }

  /** Of two interactions with equal identity the last wins. */
  addInteraction(record: InteractionRecord): void {
    this.#pendingInteractions.set(identity(record), record);
  }

  async flush(): Promise<void> {
    const items = [...this.#pendingItems.values()];
    const interactions = [...this.#pendingInteractions.values()];
    this.#pendingItems.clear();
    this.#pendingInteractions.clear();
    if (items.length > 0) accumulate(this.items, await this.#store.upsertItems(items));
    if (interactions.length > 0) accumulate(this.interactions, await this.#store.upsertInteractions(interactions));
  }
}

/** Neither title nor attributes: the item is only to exist. */
function saysNothing({ title, attributes = {} }: ItemRecord): boolean {
  return title === undefined && Object.keys(attributes).length === 0;
}

/** Lengths first, so that no two identities can be spelled alike. */
function identity({ userKey, itemKey, behavior, at }: InteractionRecord): string {
  return `${userKey.length} ${itemKey.length} ${userKey}${itemKey}${behavior} ${at}`;
}

function accumulate(total: WriteSummary, summary: UpsertSummary): void {
  total.created += summary.created;
  total.updated += summary.updated;
  total.unchanged += summary.unchanged;
}
