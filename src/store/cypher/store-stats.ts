import type { StoreStats } from '../interaction-store.js';
import type { CypherRunner } from './cypher-engine.js';

/** Counts over the whole graph; reads every interaction once. */
export async function storeStats(runner: CypherRunner): Promise<StoreStats> {
  const [users, items, totals] = await Promise.all([
    runner.run('read/user-total', {}),
    runner.run('read/item-total', {}),
    runner.run('read/behavior-totals', {}),
  ]);
  const times = totals.flatMap(([, , firstAt, lastAt]) => [firstAt, lastAt]).filter((at) => at !== null);
  return {
    users: users[0]![0],
    items: items[0]![0],
    interactions: totals.reduce((sum, [, total]) => sum + total, 0),
    behaviors: Object.fromEntries(totals.map(([behavior, total]) => [behavior, total])),
    ...(times.length > 0 ? { firstAt: Math.min(...times), lastAt: Math.max(...times) } : {}),
  };
}
