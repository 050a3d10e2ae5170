import { momentsOf, standardizedSum, zScore } from '../../linalg/standardized-sum.js';
import type { UserView } from '../../recommend/request.js';
import { componentNumber } from '../../recommend/scorers/component-array.js';
import { componentPart } from '../../recommend/scorers/component-parts.js';
import type { LoadedComponent, Snapshot } from '../../snapshot/snapshot.js';
import { createDotRule } from '../dot/dot-rule.js';
import type { Precision } from '../dot/layers.js';
import type { GraphChange, InfluenceRule, PartRule } from '../influence-rule.js';
import type { ScoreOracle } from '../score-oracle.js';
import { createWalkRule, type WalkRule } from '../walk/walk-rule.js';
import { BlendOracle, FrozenBlendOracle } from './blend-oracle.js';

/** Whether the mean and deviation of both rows follow a change or are held as they are. */
export type Standardization = 'recomputed' | 'frozen';

/** Influence on the scores of a component of kind `blend`: the rules of both parts, standardized. */
export async function createBlendRule(
  snapshot: Snapshot,
  component: LoadedComponent,
  { precision, standardization }: { readonly precision: Precision; readonly standardization: Standardization },
): Promise<InfluenceRule> {
  const dot = await createDotRule(snapshot, componentPart(snapshot, component, 'dot'), precision);
  const walk = createWalkRule(snapshot, componentPart(snapshot, component, 'walk'));
  return new BlendRule(dot, walk, componentNumber(component, 'weight'), standardization);
}

class BlendRule implements InfluenceRule {
  readonly #dot: PartRule;
  readonly #walk: WalkRule;
  readonly #weight: number;
  readonly #standardization: Standardization;

  constructor(dot: PartRule, walk: WalkRule, weight: number, standardization: Standardization) {
    this.#dot = dot;
    this.#walk = walk;
    this.#weight = weight;
    this.#standardization = standardization;
  }

  oracle(user: UserView): ScoreOracle | undefined {
    const dot = this.#dot.oracle(user);
    if (dot === undefined) return undefined;
    const walk = this.#walk.oracleOver(user.key, dot.source, dot.edges);
    const parts = { dot, walk, weight: this.#weight };
    return this.#standardization === 'frozen' ? new FrozenBlendOracle(parts) : new BlendOracle(parts);
  }

  scoresAfter(user: UserView, items: readonly number[], changes: readonly GraphChange[]): Float64Array | undefined {
    const dot = this.#dot.catalogAfter(user, changes);
    const walk = this.#walk.catalogAfter(user, changes);
    if (dot === undefined || walk === undefined) return undefined;
    const row = new Float64Array(walk.length);
    if (this.#standardization === 'recomputed') standardizedSum(dot, walk, this.#weight, row);
    else this.#addFrozen(user, dot, walk, row);
    return Float64Array.from(items, (item) => row[item]!);
  }

  #addFrozen(user: UserView, dot: ArrayLike<number>, walk: ArrayLike<number>, row: Float64Array): void {
    const now = Float64Array.from(walk); // the next row overwrites the view
    const ofDot = momentsOf(this.#dot.catalogAfter(user, [])!);
    const ofWalk = momentsOf(this.#walk.catalogAfter(user, [])!);
    for (let item = 0; item < row.length; item++) {
      row[item] = zScore(dot[item]!, ofDot) + this.#weight * zScore(now[item]!, ofWalk);
    }
  }
}
