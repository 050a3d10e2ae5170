import { momentsOf, type Moments } from '../../linalg/moments.js';
import { standardizedSum } from '../../linalg/standardized-sum.js';
import type { UserView } from '../../recommend/request.js';
import { componentNumber } from '../../recommend/scorers/component-array.js';
import { componentPart } from '../../recommend/scorers/component-parts.js';
import type { LoadedComponent, Snapshot } from '../../snapshot/snapshot.js';
import { createDotRule } from '../dot/dot-rule.js';
import type { Precision } from '../dot/layers.js';
import type { GraphChange, InfluenceRule, PartRule } from '../influence-rule.js';
import type { ScoreOracle } from '../score-oracle.js';
import { createWalkRule, type WalkRule } from '../walk/walk-rule.js';
import { BlendOracle, type Standardization } from './blend-oracle.js';

/** Influence on the scores of a component of kind `blend`: the rules of both parts, standardized. */
export async function createBlendRule(
  snapshot: Snapshot,
  component: LoadedComponent,
  { precision, standardization }: { readonly precision: Precision; readonly standardization: Standardization },
): Promise<InfluenceRule> {
  const moments = standardization === 'recomputed';
  const dot = await createDotRule(snapshot, componentPart(snapshot, component, 'dot'), { precision, moments });
  const walk = await createWalkRule(snapshot, componentPart(snapshot, component, 'walk'), { moments });
  return new BlendRule(dot, walk, componentNumber(component, 'weight'), standardization, snapshot.items.size);
}

class BlendRule implements InfluenceRule {
  readonly #dot: PartRule;
  readonly #walk: WalkRule;
  readonly #weight: number;
  readonly #standardization: Standardization;
  readonly #row: Float64Array;

  constructor(dot: PartRule, walk: WalkRule, weight: number, standardization: Standardization, items: number) {
    this.#dot = dot;
    this.#walk = walk;
    this.#weight = weight;
    this.#standardization = standardization;
    this.#row = new Float64Array(items);
  }

  oracle(user: UserView): ScoreOracle | undefined {
    const dot = this.#dot.oracle(user);
    if (dot === undefined) return undefined;
    const walk = this.#walk.oracleOver(user, dot.source, dot.edges);
    return new BlendOracle({ dot, walk, weight: this.#weight, row: this.#row }, this.#standardization);
  }

  scoresAfter(user: UserView, items: readonly number[], changes: readonly GraphChange[]): Float64Array | undefined {
    const dot = this.#dot.catalogAfter(user, changes);
    const walk = this.#walk.catalogAfter(user, changes);
    if (dot === undefined || walk === undefined) return undefined;
    const row = new Float64Array(walk.length);
    if (this.#standardization === 'recomputed') standardizedSum(dot, walk, this.#weight, row);
    else standardizedSum(dot, walk.slice(), this.#weight, row, this.#momentsNow(user)); // the next row overwrites the view
    return Float64Array.from(items, (item) => row[item]!);
  }

  #momentsNow(user: UserView): [Moments, Moments] {
    return [momentsOf(this.#dot.catalogAfter(user, [])!), momentsOf(this.#walk.catalogAfter(user, [])!)];
  }
}
