/** The rules of graph-schema/graph.md, each by what breaks it. */
export const STORE_RULES = [
  'constraint-missing',
  'index-missing',
  'user-without-key',
  'item-without-key',
  'user-key-repeated',
  'item-key-repeated',
  'interaction-behavior',
  'interaction-at',
  'interaction-weight',
  'interaction-repeated',
  'interaction-stray',
  'user-orphan',
  'item-orphan',
] as const;

export type StoreRule = (typeof STORE_RULES)[number];

/** How often a rule is broken, with some places: keys, internal ids where there is no key, what lacks a constraint. */
export interface StoreFinding {
  readonly rule: StoreRule;
  readonly total: number;
  readonly examples: readonly string[];
}
