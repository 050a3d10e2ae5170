import { NOBODY, type WalkStart } from '../../linalg/walk-filter.js';
import { describedEdges, trainedDescribedEdges } from '../../recommend/described-edges.js';
import type { UserView } from '../../recommend/request.js';
import { WalkScorer } from '../../recommend/scorers/walk.js';
import { weighedEdges } from '../../recommend/weighed-edges.js';
import type { LoadedComponent, Snapshot } from '../../snapshot/snapshot.js';
import type { GraphChange, PartRule } from '../influence-rule.js';
import type { OwnEdge, PartOracle, ScoreOracle } from '../score-oracle.js';
import { trainedEdges } from '../trained-edges.js';
import { startAfter } from './start-after.js';
import { WalkOracle, type WalkedGraph } from './walk-oracle.js';
import { walkSteps } from './walk-steps.js';
import { sumWalks } from './walk-sums.js';

/**
 * Influence on the scores of a component of kind `walk`, the filter's degrees held as they are. `moments`: whether those of
 * rows will be asked for, so that sums over the catalog are made for them.
 */
export async function createWalkRule(
  snapshot: Snapshot,
  component: LoadedComponent,
  { moments }: { readonly moments: boolean },
): Promise<WalkRule> {
  const { filter } = new WalkScorer(snapshot, component);
  const steps = walkSteps(filter.graph);
  const row = new Float64Array(snapshot.items.size);
  return new WalkRule(snapshot, { filter, steps, row, ...(moments && { sums: await sumWalks(steps) }) });
}

export class WalkRule implements PartRule {
  readonly #snapshot: Snapshot;
  readonly #walked: WalkedGraph;

  constructor(snapshot: Snapshot, walked: WalkedGraph) {
    this.#snapshot = snapshot;
    this.#walked = walked;
  }

  oracle(view: UserView): PartOracle | undefined {
    const { key, current } = view;
    const edges = current === undefined ? this.#trained(key) : this.#folded(current);
    if (edges.length === 0) return undefined;
    const oracle = this.oracleOver(view, current === undefined ? 'MODEL' : 'FOLD_IN', edges);
    return oracle.catalog([]).some((score) => score > 0) ? oracle : undefined;
  }

  /** The same for edges that somebody else found, whether or not they lead anywhere. */
  oracleOver(view: UserView, source: ScoreOracle['source'], edges: readonly OwnEdge[]): WalkOracle {
    const { key } = view;
    const self = this.#snapshot.userIndex(key) ?? NOBODY;
    const described = describedEdges(this.#snapshot, source === 'MODEL' ? { key } : view);
    return new WalkOracle(this.#walked, self, source, edges, described);
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
        [...trainedEdges(this.#snapshot, user), ...trainedDescribedEdges(this.#snapshot, user)],
        changes.filter((change) => change.user === user),
      );
    const others = new Set(changes.map(({ user }) => user).filter((user) => user !== self));
    return this.#walked.filter.rowWith(after(self), self, new Map(Array.from(others, (user) => [user, after(user)])));
  }

  #trained(userKey: string): readonly OwnEdge[] {
    const user = this.#snapshot.userIndex(userKey);
    return user === undefined ? [] : trainedEdges(this.#snapshot, user);
  }

  #folded(current: NonNullable<UserView['current']>): readonly OwnEdge[] {
    return weighedEdges(this.#snapshot, current, (item) => this.#walked.filter.knows(item));
  }
}
