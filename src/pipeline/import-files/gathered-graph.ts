import { KeyInterner } from '../../dataset/key-interner.js';
import type { Row } from '../../dataset/formats/row.js';
import type { InteractionRecord, ItemRecord, UserProfile } from '../../store/interaction-store.js';
import { InteractionColumns } from './interaction-columns.js';

/** A graph in memory, as the store would hold it after the same rows: keys in order of appearance. */
export class GatheredGraph {
  readonly #users = new KeyInterner();
  readonly #items = new KeyInterner();
  readonly #behaviors = new KeyInterner();
  readonly #describedItems = new Map<number, ItemRecord>();
  readonly #describedUsers = new Map<number, UserProfile>();
  readonly #interactions = new InteractionColumns();
  #read = 0;

  /** Interactions added, repeated ones included. */
  get interactionsRead(): number {
    return this.#read;
  }

  /** Errors: DATASET_TOO_LARGE. */
  add(row: Exclude<Row, { kind: 'rejected' }>): void {
    if (row.kind === 'item') this.#addItem(row.record);
    else if (row.kind === 'user') this.#addUser(row.record);
    else this.#addInteraction(row.record);
  }

  get userKeys(): readonly string[] {
    return this.#users.keys;
  }

  get itemKeys(): readonly string[] {
    return this.#items.keys;
  }

  /** One an item. */
  itemRecords(): ItemRecord[] {
    return this.#items.keys.map((key, item) => this.#describedItems.get(item) ?? { key });
  }

  /** One a user. */
  userProfiles(): UserProfile[] {
    return this.#users.keys.map((key, user) => this.#describedUsers.get(user) ?? { key });
  }

  /** Each once, with its last weight, user by user. The graph holds no interaction afterwards. */
  *takeInteractions(): Generator<InteractionRecord> {
    const [users, items, behaviors] = [this.#users.keys, this.#items.keys, this.#behaviors.keys];
    for (const found of this.#interactions.takeDistinct(users.length, items.length)) {
      const { user, item, behavior, at, weight } = found;
      yield { userKey: users[user]!, itemKey: items[item]!, behavior: behaviors[behavior]!, at, weight };
    }
  }

  /** The last description wins; a row that has none does not take another's away. */
  #addItem(record: ItemRecord): void {
    const item = this.#items.intern(record.key);
    const { title, attributes = {} } = record;
    if (title !== undefined || Object.keys(attributes).length > 0) this.#describedItems.set(item, record);
  }

  #addUser(record: UserProfile): void {
    const user = this.#users.intern(record.key);
    if (Object.keys(record.attributes ?? {}).length > 0) this.#describedUsers.set(user, record);
  }

  #addInteraction({ userKey, itemKey, behavior, at, weight }: InteractionRecord): void {
    this.#read++;
    const user = this.#users.intern(userKey);
    const item = this.#items.intern(itemKey);
    this.#interactions.add({ user, item, behavior: this.#behaviors.intern(behavior), at, weight });
  }
}
