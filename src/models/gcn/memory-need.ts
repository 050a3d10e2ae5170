import { operandBytes, type OperandSizes } from '../../engine/kernels/wasm/operand-bytes.js';
import { contrastRoom, type ContrastSizes } from '../../linalg/kernels/jobs/contrast.js';
import type { CsrMatrix } from '../../linalg/csr.js';
import type { GcnHyperparameters } from './hyperparameters.js';
import { CONTRASTED } from './node-contrast.js';

export interface MemoryNeed {
  /** The table with Adam's two moments: bytes. */
  readonly tables: number;
  /** Layers and other tables that are alive at once at the peak of a training, beside those: bytes. */
  readonly layers: number;
  /** The adjacency as sparse products want it: bytes. */
  readonly adjacency: number;
  /** What a batch and its loss take at most: bytes. */
  readonly batch: number;
}

export type MemoryHyperparameters = Pick<
  GcnHyperparameters,
  | 'dimensions'
  | 'layers'
  | 'loss'
  | 'l2'
  | 'batchL2'
  | 'contrast'
  | 'validation'
  | 'batchUsers'
  | 'batchEdges'
  | 'negatives'
>;

/**
 * What a training takes at its peak, by columns and by the panels that they are held in. Tables that are alive at once are
 * counted from propagation.ts, train-step.ts and dot-component.ts.
 */
export function memoryNeeds(
  interactions: CsrMatrix,
  hyperparameters: MemoryHyperparameters,
  threads: number,
): (dimensions: number, panels: number) => MemoryNeed {
  const graph = graphSizes(interactions, hyperparameters);
  const { layers, l2, validation } = hyperparameters;
  // A step keeps a table for each layer, a validation also the last product and its mean, the slope of l2 four.
  const ofTraining = Math.max(layers + (validation === 'none' ? 0 : 2), l2 > 0 ? 4 : 0);
  // What serving holds is made when the moments are gone: to sum layers takes two for each but the last.
  const ofServing = 2 * (layers - 1);
  // With three factors for each node: two scales of rows on the heap, and D^-½ as a tensor.
  const adjacency = operandBytes(graph, threads) + 3 * FLOAT * graph.rows;
  return (dimensions, panels) => {
    const table = FLOAT * graph.rows * dimensions;
    const panel = FLOAT * graph.rows * Math.ceil(dimensions / panels); // One is at work at a time.
    const tables = OPTIMIZER_TABLES * table;
    return {
      tables,
      layers: Math.max(ofTraining * panel, table + ofServing * panel - tables),
      adjacency,
      batch: batchBytes(graph, { ...hyperparameters, dimensions }, threads),
    };
  };
}

export function totalOf({ tables, layers, adjacency, batch }: MemoryNeed): number {
  return tables + layers + adjacency + batch;
}

const FLOAT = Float32Array.BYTES_PER_ELEMENT;
/** The table, and the means of its gradients and of their squares. */
const OPTIMIZER_TABLES = 3;

/** The adjacency, and what batches are drawn from; it does not depend on dimensions. */
interface GraphSizes extends OperandSizes {
  readonly users: number;
  readonly items: number;
  /** Most interactions that the users of one batch have. */
  readonly batchInteractions: number;
}

function graphSizes(interactions: CsrMatrix, { batchUsers }: MemoryHyperparameters): GraphSizes {
  const { rows: users, columns: items, indptr, indices, values } = interactions;
  const ofUsers = new Int32Array(users);
  for (let user = 0; user < users; user++) ofUsers[user] = indptr[user + 1]! - indptr[user]!;
  const ofItems = new Int32Array(items);
  for (const item of indices) ofItems[item]!++;
  const longestRow = [ofUsers, ofItems].reduce((longest, degrees) => degrees.reduce(larger, longest), 0);
  return {
    users,
    items,
    rows: users + items,
    columns: users + items,
    entries: 2 * indices.length,
    isWeighted: values !== null,
    longestRow,
    batchInteractions: ofUsers
      .sort()
      .subarray(-batchUsers)
      .reduce((sum, degree) => sum + degree, 0),
  };
}

function larger(a: number, b: number): number {
  return Math.max(a, b);
}

function batchBytes(graph: GraphSizes, hyperparameters: MemoryHyperparameters, threads: number): number {
  const { dimensions, loss, batchEdges, batchUsers, negatives } = hyperparameters;
  const row = FLOAT * dimensions;
  if (loss === 'bpr') {
    const edges = Math.min(batchEdges, graph.entries / 2);
    const nodes = Math.min(graph.rows, 3 * edges);
    // Of each edge eight rows and three of them joined; of each node its embedding and its slope, twice.
    return row * (11 * edges + 4 * nodes) + termBytes(graph, nodes, hyperparameters, threads);
  }
  const userCount = Math.min(batchUsers, graph.users);
  const sampleCount = Math.min(negatives, graph.items);
  const edgeCount = graph.batchInteractions;
  const rows = userCount + sampleCount + edgeCount;
  const nodes = Math.min(graph.rows, rows);
  const ofRoom = roomBytes({ rowCount: nodes, userCount, sampleCount, edgeCount, width: dimensions }, threads);
  const ofLoss = ofRoom + 4 * row * nodes + 3 * FLOAT * rows;
  return ofLoss + termBytes(graph, nodes, hyperparameters, threads);
}

/** What the terms beside the loss take, of a batch of `nodes`. */
function termBytes(
  { users, items }: GraphSizes,
  nodes: number,
  { dimensions, contrast, batchL2 }: MemoryHyperparameters,
  threads: number,
): number {
  const row = FLOAT * dimensions;
  const ofContrast = [users, items].reduce(
    (sum, count) => {
      const size = Math.min(CONTRASTED, count);
      const sizes = { rowCount: size, userCount: size, sampleCount: size, edgeCount: size, width: dimensions };
      return sum + roomBytes(sizes, threads) + CONTRAST_TABLES * row * size;
    },
    2 * row * nodes,
  );
  return (contrast > 0 ? ofContrast : 0) + (batchL2 > 0 ? BATCH_L2_TABLES * row * nodes : 0);
}

function roomBytes(sizes: ContrastSizes, threads: number): number {
  return Object.values(contrastRoom(sizes, threads)).reduce((total, bytes) => total + bytes, 0);
}

/** Of the contrasted rows: picked, slopes, weighed and joined, with what each is made of. */
const CONTRAST_TABLES = 6;
/** Of a batch's rows of the table: picked, weighed, multiplied, with the indices and factors. */
const BATCH_L2_TABLES = 4;
