import { NOBODY, type WalkFilter, type WalkStart } from '../../linalg/walk-filter.js';
import type { UserView } from '../../recommend/request.js';
import { WalkScorer } from '../../recommend/scorers/walk.js';
import { weighedEdges } from '../../recommend/weighed-edges.js';
import type { LoadedComponent, Snapshot } from '../../snapshot/snapshot.js';
import type { GraphChange, PartRule } from '../influence-rule.js';
import type { OwnEdge, ScoreOracle } from '../score-oracle.js';
import { trainedEdges } from '../trained-edges.js';
import { startAfter } from './start-after.js';
import { WalkOracle } from './walk-oracle.js';

/** Influence on the scores of a component of kind `walk`, the filter's degrees held as they are. */
export function createWalkRule(snapshot: Snapshot, component: LoadedComponent): WalkRule {
  return new WalkRule(snapshot, new WalkScorer(snapshot, component).filter);
}

export class WalkRule implements PartRule {
  readonly #snapshot: Snapshot;
  readonly #filter: WalkFilter;

  constructor(snapshot: Snapshot, filter: WalkFilter) {
    this.#snapshot = snapshot;
    this.#filter = filter;
  }

  oracle({ key, current }: UserView): ScoreOracle | undefined {
    const edges = current === undefined ? this.#trained(key) : this.#folded(current);
    const oracle = this.oracleOver(key, current === undefined ? 'MODEL' : 'FOLD_IN', edges);
    return oracle.catalog([]).some((score) => score > 0) ? oracle : undefined;
  }

  /** The same for edges that somebody else found, whether or not they lead anywhere. */
  oracleOver(key: string, source: ScoreOracle['source'], edges: readonly OwnEdge[]): WalkOracle {
    return new WalkOracle(this.#filter, this.#snapshot.userIndex(key) ?? NOBODY, source, edges);
  }

  scoresAfter(user: UserView, items: readonly number[], changes: readonly GraphChange[]): Float64Array | undefined {
    const row = this.catalogAfter(user, changes);
    return row && Float64Array.from(items, (item) => row[item]!);
  }

  catalogAfter({ key, current }: UserView, changes: readonly GraphChange[]): Float64Array | undefined {
    const self = current === undefined ? this.#snapshot.userIndex(key) : undefined;
    if (self === undefined) return undefined;
    const after = (user: number): WalkStart =>
      startAfter(
        trainedEdges(this.#snapshot, user),
        changes.filter((change) => change.user === user),
      );
    const others = new Set(changes.map(({ user }) => user).filter((user) => user !== self));
    return this.#filter.rowWith(after(self), self, new Map(Array.from(others, (user) => [user, after(user)])));
  }

  #trained(userKey: string): readonly OwnEdge[] {
    const user = this.#snapshot.userIndex(userKey);
    return user === undefined ? [] : trainedEdges(this.#snapshot, user);
  }

  #folded(current: NonNullable<UserView['current']>): readonly OwnEdge[] {
    return weighedEdges(this.#snapshot, current, (item) => this.#filter.knows(item));
  }
}
