import { rowSums, transpose, type CsrMatrix } from '../../linalg/csr.js';
import { SparseAccumulator } from './sparse-vector.js';

/** One side of the bipartite graph: its nodes' edges, degrees D and D^-½ (0 for a node without edges). */
export interface GraphSide {
  readonly edges: CsrMatrix;
  readonly degrees: Float64Array;
  readonly scale: Float64Array;
}

/** The graph of a snapshot's interactions, from both sides: a_ui = w_ui · D_u^-½ · D_i^-½. */
export class InteractionGraph {
  readonly users: GraphSide;
  readonly items: GraphSide;
  /** Room for sums over users and over items, shared by everything that computes on this graph, one at a time. */
  readonly userSums: SparseAccumulator;
  readonly itemSums: SparseAccumulator;
  /** Zeros [U], for whoever spreads a vector over users and takes it away again. */
  readonly userScratch: Float64Array;

  /** `interactions` is users × items. */
  constructor(interactions: CsrMatrix) {
    this.users = graphSide(interactions);
    this.items = graphSide(transpose(interactions));
    this.userSums = new SparseAccumulator(interactions.rows);
    this.itemSums = new SparseAccumulator(interactions.columns);
    this.userScratch = new Float64Array(interactions.rows);
  }
}

function graphSide(edges: CsrMatrix): GraphSide {
  const degrees = rowSums(edges);
  return { edges, degrees, scale: degrees.map((degree) => (degree > 0 ? 1 / Math.sqrt(degree) : 0)) };
}
