import type { LoadedComponent, Snapshot } from '../snapshot/snapshot.js';
import type { Precision } from './dot/layers.js';
import { createDotRule } from './dot/dot-rule.js';
import type { InfluenceRule } from './influence-rule.js';

type CreateRule = (snapshot: Snapshot, component: LoadedComponent, precision: Precision) => Promise<InfluenceRule>;

/** The rule of every component kind whose scores influence can be told of; a new kind adds its own here. */
const RULES: Readonly<Record<string, CreateRule>> = { dot: createDotRule };

/** The rule of the snapshot's scored component; one that knows nobody where it has none. */
export async function createRule(snapshot: Snapshot, precision: Precision): Promise<InfluenceRule> {
  for (const component of snapshot.components) {
    const create = RULES[component.kind];
    if (create !== undefined) return create(snapshot, component, precision);
  }
  return { oracle: () => undefined, scoresAfter: () => undefined };
}
