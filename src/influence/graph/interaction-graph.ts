import { rowSums, transpose, type CsrMatrix } from '../../linalg/csr.js';
import { SparseAccumulator } from './sparse-vector.js';

/** One side of a bipartite graph: its nodes' edges, degrees and what each node weighs in a walk over it. */
export interface GraphSide {
  readonly edges: CsrMatrix;
  /** D, sums of weights. */
  readonly degrees: Float64Array;
  /** D^-½, 0 for a node without edges, unless the graph was given others. */
  readonly scale: Float64Array;
}

/** The graph of interactions from both sides: a_ui = w_ui · scale_u · scale_i, where scales are D^-½ unless given. */
export class InteractionGraph {
  readonly users: GraphSide;
  readonly items: GraphSide;
  /** Room for sums over users and over items, shared by everything that computes on this graph, one at a time. */
  readonly userSums: SparseAccumulator;
  readonly itemSums: SparseAccumulator;
  /** Zeros [U], for whoever spreads a vector over users and takes it away again. */
  readonly userScratch: Float64Array;

  /** `byUser` is users × items, `byItem` its transpose; scales [U] and [I]. */
  constructor(
    byUser: CsrMatrix,
    byItem: CsrMatrix = transpose(byUser),
    scales?: { readonly users: Float64Array; readonly items: Float64Array },
  ) {
    this.users = graphSide(byUser, scales?.users);
    this.items = graphSide(byItem, scales?.items);
    this.userSums = new SparseAccumulator(byUser.rows);
    this.itemSums = new SparseAccumulator(byUser.columns);
    this.userScratch = new Float64Array(byUser.rows);
  }
}

function graphSide(edges: CsrMatrix, scale?: Float64Array): GraphSide {
  const degrees = rowSums(edges);
  return { edges, degrees, scale: scale ?? degrees.map((degree) => (degree > 0 ? 1 / Math.sqrt(degree) : 0)) };
}
