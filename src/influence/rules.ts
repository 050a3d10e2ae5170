import { servedComponent } from '../recommend/served-component.js';
import type { LoadedComponent, Snapshot } from '../snapshot/snapshot.js';
import type { Precision } from './dot/layers.js';
import { createDotRule } from './dot/dot-rule.js';
import type { InfluenceRule } from './influence-rule.js';

type CreateRule = (snapshot: Snapshot, component: LoadedComponent, precision: Precision) => Promise<InfluenceRule>;

/** The rule of every component kind whose scores influence can be told of; a new kind adds its own here. */
const RULES: Readonly<Record<string, CreateRule>> = { dot: createDotRule };

/** The rule of the component that is served; one that knows nobody where its kind has none. */
export async function createRule(snapshot: Snapshot, precision: Precision): Promise<InfluenceRule> {
  const component = servedComponent(snapshot);
  const create = component && RULES[component.kind];
  if (create === undefined) return { oracle: () => undefined, scoresAfter: () => undefined };
  return create(snapshot, component!, precision);
}
