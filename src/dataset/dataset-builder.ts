import { EdgewiseError } from '../core/errors.js';
import type { InteractionRecord, ItemRecord } from '../store/interaction-store.js';
import { isDescribed, type AttributeWeights, type Described } from './attribute-edges.js';
import type { Dataset, DatasetProjection } from './dataset.js';
import { filledRows, keptOf, keptRanks, withKept } from './drop-unused.js';
import { EventColumns, type EventTable } from './event-columns.js';
import { datasetFingerprint } from './fingerprint.js';
import { groupPairs } from './group-pairs.js';
import { itemAttributes } from './item-attributes.js';
import { KeyIndex } from './key-index.js';
import { KeyInterner, type KeyOrder } from './key-interner.js';
import type { PairWeighting } from './pair-weighting.js';
import { userAttributes } from './user-attributes.js';
import { assertWeighting, BINARY_CHOICE, weightingAsOf, type WeightingChoice } from './weighting-choice.js';

export interface DatasetOptions {
  /** Only these behaviors; all when absent. */
  readonly behaviors?: readonly string[];
  /** Binary when absent. */
  readonly weighting?: WeightingChoice;
  /** The behavior that counts when pairs are held out to judge by; any when absent. */
  readonly targetBehavior?: string;
  /** Attributes of items to learn from, by weight; items that have one are there without any interaction too. */
  readonly attributes?: AttributeWeights;
  /** The same of users: one who has a value is there without any interaction too. */
  readonly userAttributes?: AttributeWeights;
  /** How dense indices are given to keys; `key` when absent, as ties in a snapshot expect. */
  readonly keyOrder?: KeyOrder;
  /** The query that the events come from, where it is not the store's own. */
  readonly projection?: DatasetProjection;
  /** Keep the order of reading, for splits of files without times. */
  readonly keepSequence?: boolean;
}

/** Which interactions count and how much, and what of items and users is learned from. */
export type DatasetChoices = Pick<
  DatasetOptions,
  'behaviors' | 'weighting' | 'targetBehavior' | 'attributes' | 'userAttributes'
>;

const MOST_BEHAVIORS = 256;

/**
 * Collects events, one or more parts (train, test …) over one set of users and items, then makes a Dataset of each.
 * Users and items without a pair in any part are left out, for a model learns from edges alone; whom or what
 * attributes to learn from describe has edges to their values.
 */
export class DatasetBuilder {
  readonly #options: DatasetOptions;
  readonly #weighting: WeightingChoice;
  readonly #wanted: ReadonlySet<string> | undefined;
  readonly #users = new KeyInterner();
  readonly #items = new KeyInterner();
  readonly #behaviors = new KeyInterner();
  readonly #revisions = new Map<string, number>();
  readonly #records = new Map<string, ItemRecord>();
  readonly #userRecords = new Map<string, Described>();
  #part = new EventColumns();
  readonly #parts = [this.#part];

  /** Errors: BAD_SETTING for a weighting that cannot be. */
  constructor(options: DatasetOptions = {}) {
    this.#options = options;
    this.#weighting = options.weighting ?? BINARY_CHOICE;
    assertWeighting(this.#weighting);
    this.#wanted = options.behaviors === undefined ? undefined : new Set(options.behaviors);
  }

  /** Errors: DATASET_TOO_LARGE. */
  add({ userKey, itemKey, behavior, at, weight }: InteractionRecord): void {
    if (this.#wanted?.has(behavior) === false || this.#weighting.behaviorWeights[behavior] === 0) return;
    const code = this.#behaviors.intern(behavior);
    if (code >= MOST_BEHAVIORS)
      throw new EdgewiseError(
        'DATASET_TOO_LARGE',
        `There are more than ${MOST_BEHAVIORS} behaviors; the next is "${behavior}".`,
      );
    this.#part.add(this.#users.intern(userKey), this.#items.intern(itemKey), code, at, weight);
  }

  /** Title and attributes of an item; the last call for a key wins. */
  addItem(record: ItemRecord): void {
    this.#records.set(record.key, record);
  }

  /** Attributes of a user; the last call for a key wins. */
  addUser(record: Described): void {
    this.#userRecords.set(record.key, record);
  }

  /**
   * The store's count of a user's changes. Of several the least counts: she may have changed between two reads, and what
   * was read first would then be older than the count that was read last.
   */
  setRevision(userKey: string, revision: number): void {
    this.#revisions.set(userKey, Math.min(revision, this.#revisions.get(userKey) ?? Infinity));
  }

  /** What is added from now on belongs to another dataset over the same users and items. */
  startPart(): void {
    this.#part = new EventColumns();
    this.#parts.push(this.#part);
  }

  /**
   * One dataset a part; the builder is empty afterwards. Ages are measured from the newest event of the first part.
   * Errors: DATASET_EMPTY when the first part has no pair; TIMES_UNKNOWN where a half-life meets no time at all;
   * BEHAVIOR_UNKNOWN for a target that no interaction has.
   */
  build(): Dataset[] {
    const { attributes: itemWeights, userAttributes: userWeights } = this.#options;
    const describedItems = internDescribed(this.#records, itemWeights, this.#items);
    const describedUsers = internDescribed(this.#userRecords, userWeights, this.#users);
    const users = this.#users.rank(this.#options.keyOrder ?? 'key');
    const items = this.#items.rank(this.#options.keyOrder ?? 'key');
    const behaviors = this.#behaviors.rank('key');
    const weighting = this.#settledWeighting();
    const grouping = {
      users: users.keys.length,
      items: items.keys.length,
      behaviors: behaviors.keys,
      weighting,
    };
    const parts = this.#parts.map((part) =>
      groupPairs(renumbered(part.take(), users.rankOf, items.rankOf, behaviors.rankOf), grouping),
    );
    if (parts[0]!.interactions.indices.length === 0)
      throw new EdgewiseError('DATASET_EMPTY', 'No interaction is left to build a dataset from.');

    const keptUsers = keptRanks(grouping.users, [
      ...parts.map((part) => filledRows(part.interactions)),
      describedUsers.map((user) => users.rankOf[user]!),
    ]);
    const keptItems = keptRanks(grouping.items, [
      ...parts.map((part) => part.interactions.indices),
      describedItems.map((item) => items.rankOf[item]!),
    ]);
    const keptBehaviors = keptRanks(
      behaviors.keys.length,
      parts.map((part) => part.events.behaviors),
    );
    const shared = {
      users: new KeyIndex(keptOf(users.keys, keptUsers)),
      items: new KeyIndex(keptOf(items.keys, keptItems)),
      behaviors: keptOf(behaviors.keys, keptBehaviors),
      weighting,
    };
    const target = this.#knownTarget(shared.behaviors);
    const userRevisions = Uint32Array.from(shared.users.keys, (key) => this.#revisions.get(key) ?? 0);
    const itemRecords = shared.items.keys.map((key) => this.#records.get(key) ?? { key });
    const attributes = itemWeights && itemAttributes(itemRecords, itemWeights);
    const ofUsers = userWeights && userAttributes(this.#recordsOf(shared.users), userWeights);
    return parts.map((part) => {
      const contents = {
        ...shared,
        interactions: withKept(part.interactions, keptUsers, keptItems),
        events: { ...part.events, behaviors: part.events.behaviors.map((code) => keptBehaviors.renumber[code]!) },
        ...(target !== undefined && { targetBehavior: target }),
        ...(this.#options.projection !== undefined && { projection: this.#options.projection }),
        ...(this.#options.keepSequence === true && { sequence: part.sequence }),
        ...(attributes !== undefined && { attributes }),
        ...(ofUsers !== undefined && { userAttributes: ofUsers }),
      };
      return { ...contents, userRevisions, itemRecords, fingerprint: datasetFingerprint(contents) };
    });
  }

  #knownTarget(behaviors: readonly string[]): string | undefined {
    const { targetBehavior } = this.#options;
    if (targetBehavior === undefined || behaviors.includes(targetBehavior)) return targetBehavior;
    throw new EdgewiseError('BEHAVIOR_UNKNOWN', `No interaction has the target behavior "${targetBehavior}".`, {
      cure: `Choose one of: ${behaviors.join(', ')}.`,
    });
  }

  #settledWeighting(): PairWeighting {
    const [{ length, newest }] = this.#parts as [EventColumns];
    if (this.#weighting.halfLife !== undefined && newest === 0 && length > 0)
      throw new EdgewiseError('TIMES_UNKNOWN', 'A half-life was chosen, and no interaction has a time.');
    return weightingAsOf(this.#weighting, newest);
  }

  #recordsOf(users: KeyIndex): Described[] {
    return users.keys.map((key) => this.#userRecords.get(key) ?? { key });
  }
}

/** Provisional numbers of those that are there for what describes them. */
function internDescribed(
  records: ReadonlyMap<string, Described>,
  weights: AttributeWeights | undefined,
  interner: KeyInterner,
): number[] {
  if (weights === undefined) return [];
  const described = [...records.values()].filter((record) => isDescribed(record, weights));
  return described.map(({ key }) => interner.intern(key));
}

/** Provisional numbers become ranks, in place. */
function renumbered(table: EventTable, users: Int32Array, items: Int32Array, behaviors: Int32Array): EventTable {
  for (let event = 0; event < table.users.length; event++) {
    table.users[event] = users[table.users[event]!]!;
    table.items[event] = items[table.items[event]!]!;
    table.behaviors[event] = behaviors[table.behaviors[event]!]!;
  }
  return table;
}
