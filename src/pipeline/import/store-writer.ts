import type {
  InteractionRecord,
  InteractionStore,
  ItemRecord,
  UpsertSummary,
  UserProfile,
} from '../../store/interaction-store.js';
import { PendingDescriptions } from './pending-descriptions.js';

/** What became of the distinct records that were sent. */
export type WriteSummary = { -readonly [Count in keyof UpsertSummary]: number };

/** Gathers rows into batches without duplicates and sends them, what describes before the interactions that follow. */
export class StoreWriter {
  readonly items: WriteSummary = { created: 0, updated: 0, unchanged: 0 };
  readonly users: WriteSummary = { created: 0, updated: 0, unchanged: 0 };
  readonly interactions: WriteSummary = { created: 0, updated: 0, unchanged: 0 };
  readonly #store: InteractionStore;
  readonly #batchSize: number;
  readonly #pendingItems = new PendingDescriptions<ItemRecord>();
  readonly #pendingUsers = new PendingDescriptions<UserProfile>();
  readonly #pendingInteractions = new Map<string, InteractionRecord>();

  constructor(store: InteractionStore, batchSize: number) {
    this.#store = store;
    this.#batchSize = batchSize;
  }

  /** Whether a batch is full: `flush` is due. */
  get isFull(): boolean {
    const sizes = [this.#pendingInteractions.size, this.#pendingItems.size, this.#pendingUsers.size];
    return sizes.some((size) => size >= this.#batchSize);
  }

  addItem(record: ItemRecord): void {
    this.#pendingItems.add(record);
  }

  addUser(record: UserProfile): void {
    this.#pendingUsers.add(record);
  }

  /** Of two interactions with equal identity the last wins. */
  addInteraction(record: InteractionRecord): void {
    this.#pendingInteractions.set(identity(record), record);
  }

  async flush(): Promise<void> {
    const [items, users] = [this.#pendingItems.take(), this.#pendingUsers.take()];
    const interactions = [...this.#pendingInteractions.values()];
    this.#pendingInteractions.clear();
    if (items.length > 0) accumulate(this.items, await this.#store.upsertItems(items));
    if (users.length > 0) accumulate(this.users, await this.#store.upsertUsers(users));
    if (interactions.length > 0) accumulate(this.interactions, await this.#store.upsertInteractions(interactions));
  }
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
