import { STORE_RULES, type StoreFinding, type StoreRule } from '../store-finding.js';
import type { CypherEngine } from './cypher-engine.js';

/** What ensureSchema makes. */
const CONSTRAINTS = ['user_key_unique', 'item_key_unique'];

const STATEMENTS = [
  'check/keys',
  'check/interactions',
  'check/repeated-interactions',
  'check/stray-interactions',
  'check/orphans',
] as const;

/** The rules that the graph breaks, statement by statement; each reads all that it looks at. */
export async function* checkRules(engine: CypherEngine, examples: number): AsyncGenerator<readonly StoreFinding[]> {
  yield await missingConstraints(engine);
  for (const name of STATEMENTS) {
    const rows = await engine.run(name, { first: examples });
    yield rows
      .filter(([rule, total]) => total > 0 && isRule(rule))
      .map(([rule, total, places]) => ({ rule: rule as StoreRule, total, examples: places.map(String) }));
  }
}

async function missingConstraints(engine: CypherEngine): Promise<StoreFinding[]> {
  const rows = await engine.run('check/constraints', {});
  const known = new Set(rows.flat()); // engines list names at another place among other columns
  const missing = CONSTRAINTS.filter((name) => !known.has(name));
  return missing.length === 0 ? [] : [{ rule: 'constraint-missing', total: missing.length, examples: missing }];
}

function isRule(rule: string): boolean {
  return (STORE_RULES as readonly string[]).includes(rule);
}
