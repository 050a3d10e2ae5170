import { setImmediate as nextTurn } from 'node:timers/promises';
import { ItemScorer } from '../../linalg/item-scorer.js';
import { FoldIn } from '../../recommend/fold-in.js';
import type { UserView } from '../../recommend/request.js';
import { componentArray, componentNumber } from '../../recommend/scorers/component-array.js';
import type { LoadedComponent, Snapshot } from '../../snapshot/snapshot.js';
import type { GraphChange, PartRule } from '../influence-rule.js';
import { trainedEdges } from '../trained-edges.js';
import type { ScoreOracle } from '../score-oracle.js';
import { catalogRow } from './catalog-row.js';
import { ChangedGraph } from './changed-graph.js';
import { FoldInOracle, type FrozenItems } from './fold-in-oracle.js';
import { GraphOracle, type CatalogScorer, type PropagatedGraph } from './graph-oracle.js';
import { InteractionGraph } from './interaction-graph.js';
import { dot, propagateLayers, type Layers, type Precision } from './layers.js';
import { ScaledOracle } from './scaled-oracle.js';

/**
 * Influence on the scores of a component of kind `dot`. Propagates X0 over the snapshot's graph once. Items' scales are
 * a part of the model, as X0 is: held as trained, whatever happens to the graph.
 */
export async function createDotRule(
  snapshot: Snapshot,
  component: LoadedComponent,
  precision: Precision,
): Promise<PartRule> {
  const dimensions = componentNumber(component, 'dimensions');
  const layerCount = componentNumber(component, 'layers');
  const itemEmbeddings = componentArray(component, 'items', Float32Array);
  const graph = new InteractionGraph(snapshot.interactions);
  const x0 = componentArray(component, 'x0', Float32Array);
  const layers = await propagateLayers(graph, x0, { layers: layerCount, dimensions, precision });
  const propagated = { graph, layers, scoreCatalog: await catalogScorer(layers) };
  await nextTurn();
  const frozen = {
    foldIn: new FoldIn(snapshot, component),
    itemEmbeddings,
    scoreCatalog: await simdScorer(itemEmbeddings, dimensions),
  };
  return new DotRule(snapshot, propagated, componentArray(component, 'itemScales', Float32Array), frozen);
}

class DotRule implements PartRule {
  readonly #snapshot: Snapshot;
  readonly #propagated: PropagatedGraph;
  readonly #itemScales: Float32Array; // [I]
  readonly #frozen: FrozenItems;

  constructor(snapshot: Snapshot, propagated: PropagatedGraph, itemScales: Float32Array, frozen: FrozenItems) {
    this.#snapshot = snapshot;
    this.#propagated = propagated;
    this.#itemScales = itemScales;
    this.#frozen = frozen;
  }

  oracle({ key, current }: UserView): ScoreOracle | undefined {
    const oracle = current === undefined ? this.#trained(key) : this.#folded(key, current);
    return oracle?.edges.length === 0 ? undefined : oracle;
  }

  scoresAfter(
    { key, current }: UserView,
    items: readonly number[],
    changes: readonly GraphChange[],
  ): Float64Array | undefined {
    const user = current === undefined ? this.#snapshot.userIndex(key) : undefined;
    if (user === undefined) return undefined;
    const { graph, layers } = this.#propagated;
    const changed = new ChangedGraph(graph, layers, changes);
    const embedding = changed.embedding(user);
    return Float64Array.from(items, (item) => {
      return this.#itemScales[item]! * dot(changed.embedding(layers.users + item), 0, embedding);
    });
  }

  catalogAfter({ key, current }: UserView, changes: readonly GraphChange[]): Float64Array | undefined {
    const user = current === undefined ? this.#snapshot.userIndex(key) : undefined;
    if (user === undefined) return undefined;
    const { graph, layers } = this.#propagated;
    const row = catalogRow(graph, layers, changes, new ChangedGraph(graph, layers, changes).embedding(user));
    return row.map((score, item) => score * this.#itemScales[item]!);
  }

  #trained(userKey: string): ScoreOracle | undefined {
    const user = this.#snapshot.userIndex(userKey);
    if (user === undefined) return undefined;
    const unscaled = new GraphOracle(this.#propagated, user, trainedEdges(this.#snapshot, user));
    return new ScaledOracle(unscaled, this.#itemScales);
  }

  #folded(userKey: string, current: NonNullable<UserView['current']>): FoldInOracle {
    return new FoldInOracle(this.#frozen, userKey, this.#frozen.foldIn.edges(current));
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
