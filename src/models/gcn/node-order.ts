import { bipartiteAdjacency } from '../../linalg/bipartite.js';
import { transpose, type CsrMatrix } from '../../linalg/csr.js';
import { lateReads } from '../../linalg/late-reads.js';
import { localityOrder } from '../../linalg/locality-order.js';
import { selectRows } from '../../linalg/select-rows.js';

/**
 * In which rows of its tables an engine keeps the nodes of a graph, users first. Everything outside of them (batches,
 * checkpoints, snapshots) numbers nodes as the dataset does.
 */
export class NodeOrder {
  /** Both [N]; undefined: every node has its own number. */
  readonly #order: { readonly nodeAt: Int32Array; readonly rowOf: Int32Array } | undefined;

  /** Each node in the row of its own number. */
  static readonly asNumbered = new NodeOrder(undefined);

  /** Nodes that share neighbors in rows near each other. Errors: DATASET_TOO_LARGE. */
  static byLocality(interactions: CsrMatrix): NodeOrder {
    const order = localityOrder(bipartiteAdjacency(interactions));
    const isUser = (node: number): boolean => node < interactions.rows;
    const nodeAt = new Int32Array(order.length);
    nodeAt.set(order.filter(isUser));
    nodeAt.set(
      order.filter((node) => !isUser(node)),
      interactions.rows,
    );
    return new NodeOrder(nodeAt);
  }

  /** By locality where products then find clearly more of what they read in the cache, else as numbered. */
  static forProducts(interactions: CsrMatrix): NodeOrder {
    if (interactions.rows + interactions.columns <= CACHED_ROWS) return NodeOrder.asNumbered;
    const order = NodeOrder.byLocality(interactions);
    const adjacency = bipartiteAdjacency(interactions);
    const [given, ordered] = [undefined, order.#order!.nodeAt].map((nodes) => lateReads(adjacency, CACHED_ROWS, nodes));
    return ordered! <= MOST_LATE * given! ? order : NodeOrder.asNumbered;
  }

  private constructor(nodeAt: Int32Array | undefined) {
    if (nodeAt === undefined) return;
    const rowOf = new Int32Array(nodeAt.length);
    nodeAt.forEach((node, row) => (rowOf[node] = row));
    this.#order = { nodeAt, rowOf };
  }

  /** The row of each node. */
  rowsOf(nodes: Int32Array): Int32Array {
    const order = this.#order;
    return order === undefined ? nodes : nodes.map((node) => order.rowOf[node]!);
  }

  /** The interactions [U, I] with users and items in the order of their rows. */
  ofInteractions(interactions: CsrMatrix): CsrMatrix {
    if (this.#order === undefined) return interactions;
    const users = this.#order.nodeAt.subarray(0, interactions.rows);
    const items = this.#order.nodeAt.subarray(interactions.rows).map((node) => node - interactions.rows);
    return selectRows(transpose(selectRows(transpose(interactions), items)), users);
  }

  /** A table [N·d] by number of node in the order of rows; without an order the same array. */
  byRow(table: Float32Array): Float32Array {
    return this.#order === undefined ? table : pickRows(table, this.#order.nodeAt);
  }

  /** A table [N·d] in the order of rows by number of node; without an order the same array. */
  byNode(table: Float32Array): Float32Array {
    return this.#order === undefined ? table : pickRows(table, this.#order.rowOf);
  }
}

/** Rows of 64 floats in half a second-level cache. */
const CACHED_ROWS = 4096;
/** Graphs with communities come to .4 to .6, those without to .96 (docs/decisions/0152-an-order-only-where-it-gains.md). */
const MOST_LATE = 0.8;

function pickRows(table: Float32Array, rows: Int32Array): Float32Array {
  const width = table.length / rows.length;
  const picked = new Float32Array(table.length);
  rows.forEach((row, place) => picked.set(table.subarray(row * width, (row + 1) * width), place * width));
  return picked;
}
