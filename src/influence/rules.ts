import { servedComponent } from '../recommend/served-component.js';
import type { LoadedComponent, Snapshot } from '../snapshot/snapshot.js';
import type { Standardization } from './blend/blend-oracle.js';
import { createBlendRule } from './blend/blend-rule.js';
import { createDotRule } from './dot/dot-rule.js';
import type { Precision } from './dot/layers.js';
import type { InfluenceRule } from './influence-rule.js';
import { createWalkRule } from './walk/walk-rule.js';

/** How exactly influence is told. */
export interface RuleOptions {
  /** Of recomputed layers (`dot`). */
  readonly precision: Precision;
  /** Of the rows of a `blend`. */
  readonly standardization: Standardization;
}

type CreateRule = (snapshot: Snapshot, component: LoadedComponent, options: RuleOptions) => Promise<InfluenceRule>;

/** The rule of every component kind whose scores influence can be told of; a new kind adds its own here. */
const RULES: Readonly<Record<string, CreateRule>> = {
  dot: (snapshot, component, { precision }) => createDotRule(snapshot, component, { precision, moments: false }),
  walk: (snapshot, component) => createWalkRule(snapshot, component, { moments: false }),
  blend: createBlendRule,
};

/** The rule of the component that is served; one that knows nobody where its kind has none. */
export async function createRule(snapshot: Snapshot, options: RuleOptions): Promise<InfluenceRule> {
  const component = servedComponent(snapshot);
  const create = component && RULES[component.kind];
  if (create === undefined) return { oracle: () => undefined, scoresAfter: () => undefined };
  return create(snapshot, component!, options);
}
