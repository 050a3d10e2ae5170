import { throwIfInterrupted, type RunContext } from '../core/run-context.js';
import type { InteractionStore } from '../store/interaction-store.js';
import { STORE_RULES, type StoreFinding, type StoreRule } from '../store/store-finding.js';

export interface StoreProblem extends StoreFinding {
  /** What is wrong, for people. */
  readonly what: string;
  readonly cure: string;
}

export interface StoreCheck {
  readonly users: number;
  readonly items: number;
  readonly interactions: number;
  /** Rules that are broken; empty when all is well. */
  readonly problems: readonly StoreProblem[];
  /** What breaks no rule and may be meant. */
  readonly notes: readonly StoreProblem[];
}

const CURES: Readonly<Record<StoreRule, readonly [what: string, cure: string]>> = {
  'constraint-missing': [
    'constraints of uniqueness are missing',
    'Mend repeated keys first, drop others of the names user_key_unique and item_key_unique, then run the files of cypher/schema as a user who may create constraints.',
  ],
  'index-missing': [
    'indexes are missing or do not answer',
    'Those by key come with the constraints; one that is POPULATING is waited for, one that is FAILED dropped and made again.',
  ],
  'user-without-key': ['users have no key, or one that is no text', 'Give them one, or DETACH DELETE them.'],
  'item-without-key': ['items have no key, or one that is no text', 'Give them one, or DETACH DELETE them.'],
  'user-key-repeated': ['keys belong to several users', 'Move the interactions to one of them and delete the others.'],
  'item-key-repeated': ['keys belong to several items', 'Move the interactions to one of them and delete the others.'],
  'interaction-behavior': [
    'interactions have no behavior, or one that is no text of 1 to 64 characters',
    "SET e.behavior = 'interacted', or what it was.",
  ],
  'interaction-at': [
    'interactions have no time, or one that is no whole milliseconds',
    'SET e.at = 0 where it is not known, else toInteger(…) or .epochMillis.',
  ],
  'interaction-weight': [
    'interactions have no weight, or one that is no finite number above zero',
    'SET e.weight = 1.0, or what it was; delete what should not count.',
  ],
  'interaction-repeated': [
    'interactions are stored more than once (equal user, item, behavior and time)',
    'Delete all but one; load with MERGE, as cypher/handbook does.',
  ],
  'interaction-stray': [
    'INTERACTED relationships do not lead from a user to an item',
    'Delete them, or give their ends the right labels.',
  ],
  'user-orphan': [
    'users have no interactions, and nothing describes them',
    'If they are left over: cypher/handbook/neo4j/remove-orphans.',
  ],
  'item-orphan': ['items have no interactions', 'A catalog may have such; else cypher/handbook/neo4j/remove-orphans.'],
};

const NOTES: ReadonlySet<StoreRule> = new Set(['user-orphan', 'item-orphan']);

/**
 * Holds the whole graph against the rules of graph-schema/graph.md, with up to `examples` places for each that is
 * broken. Run it while nobody writes. Errors: INTERRUPTED and the store's.
 */
export async function checkStore(store: InteractionStore, examples: number, run: RunContext): Promise<StoreCheck> {
  const { users, items, interactions } = await store.stats();
  const found: StoreFinding[] = [];
  let done = 0;
  for await (const findings of store.check(examples)) {
    throwIfInterrupted(run.signal);
    found.push(...findings);
    run.progress({ stage: 'check', done: ++done, unit: 'steps' });
  }
  const told = found
    .sort((a, b) => STORE_RULES.indexOf(a.rule) - STORE_RULES.indexOf(b.rule))
    .map((finding) => ({ ...finding, what: CURES[finding.rule][0], cure: CURES[finding.rule][1] }));
  return {
    users,
    items,
    interactions,
    problems: told.filter(({ rule }) => !NOTES.has(rule)),
    notes: told.filter(({ rule }) => NOTES.has(rule)),
  };
}
