import { setImmediate as nextTurn } from 'node:timers/promises';
import { wholeGraph } from '../../dataset/whole-graph.js';
import { ItemScorer } from '../../linalg/item-scorer.js';
import { FoldIn } from '../../recommend/fold-in.js';
import type { UserView } from '../../recommend/request.js';
import { componentArray, componentNumber } from '../../recommend/scorers/component-array.js';
import type { LoadedComponent, Snapshot } from '../../snapshot/snapshot.js';
import type { GraphChange, PartRule } from '../influence-rule.js';
import { trainedEdges } from '../trained-edges.js';
import type { PartOracle } from '../score-oracle.js';
import { catalogRow } from './catalog-row.js';
import { sumCatalog } from './catalog-sums.js';
import { ChangedGraph } from './changed-graph.js';
import { FoldInOracle, type FrozenItems } from './fold-in-oracle.js';
import { GraphOracle, type CatalogScorer, type PropagatedGraph } from './graph-oracle.js';
import { InteractionGraph } from '../graph/interaction-graph.js';
import { dot, propagateLayers, type Layers, type Precision } from './layers.js';
import { TableSums } from './table-sums.js';

export interface DotRuleOptions {
  /** Of recomputed layers. */
  readonly precision: Precision;
  /** Whether the moments of rows will be asked for: sums over the catalog are made for them. */
  readonly moments: boolean;
}

/**
 * Influence on the scores of a component of kind `dot`. Propagates X0 over the snapshot's graph once. Items' scales are
 * a part of the model, as X0 is: held as trained, whatever happens to the graph.
 */
export async function createDotRule(
  snapshot: Snapshot,
  component: LoadedComponent,
  options: DotRuleOptions,
): Promise<PartRule> {
  return new DotRule(
    snapshot,
    await propagateGraph(snapshot, component, options),
    await freezeItems(snapshot, component, options),
  );
}

async function propagateGraph(
  snapshot: Snapshot,
  component: LoadedComponent,
  { precision, moments }: DotRuleOptions,
): Promise<PropagatedGraph> {
  const dimensions = componentNumber(component, 'dimensions');
  const depth = componentNumber(component, 'layers');
  const x0 = componentArray(component, 'x0', Float32Array);
  const graph = new InteractionGraph(wholeGraph(snapshot));
  const columns = graph.items.degrees.length;
  const itemScales = new Float32Array(columns);
  itemScales.set(componentArray(component, 'itemScales', Float32Array)); // what is no item scores nothing
  const layers = await propagateLayers(graph, x0, { layers: depth, dimensions, precision });
  const sums = moments && { sums: await sumCatalog(graph, layers, itemScales, Math.floor(depth / 2)) };
  const items = snapshot.items.size;
  const row = new Float64Array(columns);
  return { graph, items, layers, itemScales, scoreCatalog: await catalogScorer(layers), row, ...sums };
}

async function freezeItems(
  snapshot: Snapshot,
  component: LoadedComponent,
  { moments }: DotRuleOptions,
): Promise<FrozenItems> {
  const dimensions = componentNumber(component, 'dimensions');
  const itemEmbeddings = componentArray(component, 'items', Float32Array);
  const sums = moments && { sums: await TableSums.create(itemEmbeddings, dimensions) };
  await nextTurn();
  const scoreCatalog = await simdScorer(itemEmbeddings, dimensions);
  return { foldIn: new FoldIn(snapshot, component), itemEmbeddings, scoreCatalog, ...sums };
}

class DotRule implements PartRule {
  readonly #snapshot: Snapshot;
  readonly #propagated: PropagatedGraph;
  readonly #frozen: FrozenItems;

  constructor(snapshot: Snapshot, propagated: PropagatedGraph, frozen: FrozenItems) {
    this.#snapshot = snapshot;
    this.#propagated = propagated;
    this.#frozen = frozen;
  }

  oracle(view: UserView): PartOracle | undefined {
    const { key, current } = view;
    const oracle = current === undefined ? this.#trained(key) : this.#folded(view, current);
    return oracle?.edges.length === 0 ? undefined : oracle;
  }

  scoresAfter(
    { key, current }: UserView,
    items: readonly number[],
    changes: readonly GraphChange[],
  ): Float64Array | undefined {
    const user = current === undefined ? this.#snapshot.userIndex(key) : undefined;
    if (user === undefined) return undefined;
    const { graph, layers, itemScales } = this.#propagated;
    const changed = new ChangedGraph(graph, layers, changes);
    const embedding = changed.embedding(user);
    return Float64Array.from(items, (item) => {
      return itemScales[item]! * dot(changed.embedding(layers.users + item), 0, embedding);
    });
  }

  catalogAfter({ key, current }: UserView, changes: readonly GraphChange[]): Float64Array | undefined {
    const user = current === undefined ? this.#snapshot.userIndex(key) : undefined;
    if (user === undefined) return undefined;
    const { graph, items, layers, itemScales } = this.#propagated;
    const row = catalogRow(graph, layers, changes, new ChangedGraph(graph, layers, changes).embedding(user));
    return row.subarray(0, items).map((score, item) => score * itemScales[item]!);
  }

  #trained(userKey: string): GraphOracle | undefined {
    const user = this.#snapshot.userIndex(userKey);
    return user === undefined ? undefined : new GraphOracle(this.#propagated, user, trainedEdges(this.#snapshot, user));
  }

  #folded(view: UserView, current: NonNullable<UserView['current']>): FoldInOracle {
    const { foldIn } = this.#frozen;
    return new FoldInOracle(this.#frozen, view.key, foldIn.edges(current), foldIn.described(view));
  }
}

function catalogScorer({ itemEmbeddings, dimensions }: Layers): CatalogScorer | Promise<CatalogScorer> {
  if (itemEmbeddings instanceof Float32Array) return simdScorer(itemEmbeddings, dimensions);
  const scores = new Float64Array(itemEmbeddings.length / dimensions);
  return (query) => scores.map((_, item) => dot(itemEmbeddings, item, query));
}

async function simdScorer(itemEmbeddings: Float32Array, dimensions: number): Promise<CatalogScorer> {
  const scorer = await ItemScorer.create(itemEmbeddings, itemEmbeddings.length / dimensions, dimensions);
  return (query) => scorer.scores(Float32Array.from(query));
}
