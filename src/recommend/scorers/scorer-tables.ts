import { setImmediate as nextTurn } from 'node:timers/promises';
import { sharedCopy } from '../../core/shared-copy.js';
import { wholeGraph } from '../../dataset/whole-graph.js';
import type { CsrMatrix } from '../../linalg/csr.js';
import { type ItemTable, packItems } from '../../linalg/item-table.js';
import { walkGraph, type WalkExponents, type WalkGraph } from '../../linalg/walk-graph.js';
import type { LoadedComponent, Snapshot } from '../../snapshot/snapshot.js';
import { servedComponent } from '../served-component.js';
import { componentArray, componentNumber } from './component-array.js';
import { componentPart } from './component-parts.js';

/** What scorers of one snapshot read and never write, besides the snapshot. Made once for all threads. */
export interface ScorerTables {
  readonly dot?: DotTables;
  readonly walk?: WalkGraph;
}

export interface DotTables {
  readonly users: ItemTable;
  readonly items: ItemTable;
}

/** A thread's own part in tables for several: no two threads have the same number. */
export interface ScorerSeat {
  readonly tables: ScorerTables;
  readonly thread: number;
}

/**
 * The tables of the component that is served, for so many threads: in memory that they share where there are several.
 * Lets an event loop that serves requests have its turn meanwhile. Errors: SNAPSHOT_CORRUPT, OUT_OF_MEMORY.
 */
export async function prepareTables(snapshot: Snapshot, threads = 1): Promise<ScorerTables> {
  const component = servedComponent(snapshot);
  if (component === undefined) return {};
  const isBlend = component.kind === 'blend';
  const dot = isBlend ? componentPart(snapshot, component, 'dot') : component;
  const walk = isBlend ? componentPart(snapshot, component, 'walk') : component;
  return {
    ...(dot.kind === 'dot' && { dot: await dotTables(dot, threads) }),
    ...(walk.kind === 'walk' && { walk: walkTables(snapshot, walk, threads) }),
  };
}

/** What a component of kind `walk` walks over. */
export function walkedGraph(snapshot: Snapshot, walk: LoadedComponent): WalkGraph {
  return walkGraph(wholeGraph(snapshot), walkExponents(walk), snapshot.items.size);
}

/** Of a component of kind `walk`. */
export function walkExponents(component: LoadedComponent): WalkExponents {
  const [p, q, a] = (['p', 'q', 'a'] as const).map((name) => componentNumber(component, name));
  return { p: p!, q: q!, a: a! };
}

async function dotTables(dot: LoadedComponent, threads: number): Promise<DotTables> {
  const dimensions = componentNumber(dot, 'dimensions');
  const pack = async (name: 'users' | 'items'): Promise<ItemTable> => {
    const table = componentArray(dot, name, Float32Array);
    await nextTurn();
    return packItems(table, table.length / dimensions, dimensions, threads);
  };
  return { users: await pack('users'), items: await pack('items') };
}

function walkTables(snapshot: Snapshot, walk: LoadedComponent, threads: number): WalkGraph {
  const graph = walkedGraph(snapshot, walk);
  if (threads === 1) return graph;
  return {
    items: graph.items,
    byUser: graph.byUser === snapshot.interactions ? graph.byUser : sharedMatrix(graph.byUser), // the snapshot's own is shared already
    byItem: sharedMatrix(graph.byItem),
    starting: sharedCopy(graph.starting),
    passing: sharedCopy(graph.passing),
    ending: sharedCopy(graph.ending),
  };
}

function sharedMatrix({ rows, columns, indptr, indices, values }: CsrMatrix): CsrMatrix {
  return {
    rows,
    columns,
    indptr: sharedCopy(indptr),
    indices: sharedCopy(indices),
    values: values && sharedCopy(values),
  };
}
