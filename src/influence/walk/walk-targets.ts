import type { OtherUsers } from '../graph/other-users.js';
import type { ColumnEdge } from '../../recommend/described-edges.js';
import type { EdgeChange } from '../score-oracle.js';
import type { WalkSteps } from './walk-steps.js';

/** Some items with what each of a user's edges adds to them per unit of weight: then a score is one sum over her edges. */
export class WalkTargets {
  /** Columns whose edges count: hers, then those that changes may give her. */
  readonly #starts: readonly number[];
  /** As things are. [starts] */
  readonly #weights: Float64Array;
  /** [targets][starts] */
  readonly #shares: readonly Float64Array[];
  readonly #places: ReadonlyMap<number, number>;

  constructor(
    items: readonly number[],
    edges: readonly ColumnEdge[],
    changing: readonly number[],
    steps: WalkSteps,
    others: OtherUsers,
  ) {
    this.#starts = [...new Set([...edges.map(({ item }) => item), ...changing])];
    this.#places = new Map(this.#starts.map((item, place) => [item, place]));
    this.#weights = new Float64Array(this.#starts.length);
    for (const [place, { weight }] of edges.entries()) this.#weights[place] = weight;
    this.#shares = items.map((item) => {
      const [shares] = others.coInteractions(item, this.#starts, 1);
      return shares!.map((share, place) => share * steps.start[this.#starts[place]!]! * steps.end[item]!);
    });
  }

  /** F_ui after the changes → [targets]; exactly 0 where nothing leads any more. */
  after(changes: readonly EdgeChange[]): Float64Array {
    const weights = this.#weights.slice();
    for (const { item, weight } of changes) weights[this.#places.get(item)!] = weight;
    return Float64Array.from(this.#shares, (shares) => {
      let sum = 0;
      for (let place = 0; place < weights.length; place++) sum += shares[place]! * weights[place]!;
      return sum;
    });
  }
}
