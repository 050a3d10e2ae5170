import { STORE_RULES, type StoreFinding, type StoreRule } from '../store-finding.js';
import { schemaFindings } from './check-schema.js';
import type { CypherEngine } from './cypher-engine.js';

const STATEMENTS = [
  'check/keys',
  'check/interactions',
  'check/repeated-interactions',
  'check/stray-interactions',
  'check/orphans',
] as const;

/** The rules that the graph breaks, statement by statement; each reads all that it looks at. */
export async function* checkRules(engine: CypherEngine, examples: number): AsyncGenerator<readonly StoreFinding[]> {
  yield await schemaFindings(engine);
  for (const name of STATEMENTS) {
    const rows = await engine.run(name, { first: examples });
    yield rows
      .filter(([rule, total]) => total > 0 && isRule(rule))
      .map(([rule, total, places]) => ({ rule: rule as StoreRule, total, examples: places.map(String) }));
  }
}

function isRule(rule: string): boolean {
  return (STORE_RULES as readonly string[]).includes(rule);
}
