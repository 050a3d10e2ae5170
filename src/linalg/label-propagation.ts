import type { CsrMatrix } from './csr.js';

/** Passes over all nodes: a sixth hardly moves any. */
const PASSES = 5;
/** Most nodes of one community: as many rows of 64 floats as a second-level cache holds. */
const MOST_NODES = 8192;

/**
 * A community for each node of a graph whose `adjacency` is symmetric, numbered by one of the nodes: a node joins the
 * one that most of its neighbors are in, a neighbor counting by 1/√degree, unless that is full. Nodes of low degree go
 * first. Values are not looked at. Deterministic. [N]
 *
 * Source: Raghavan, Albert & Kumara, Physical Review E 76 (2007), with sizes bounded as in Boldi et al., "Layered label
 * propagation" (WWW 2011).
 */
export function propagatedLabels({ rows, indptr, indices }: CsrMatrix): Int32Array {
  const community = Int32Array.from({ length: rows }, (_, node) => node);
  const sizes = new Int32Array(rows).fill(1);
  const weights = Float64Array.from(community, (node) => 1 / Math.sqrt(indptr[node + 1]! - indptr[node]! || 1));
  const rising = community.slice().sort((a, b) => weights[b]! - weights[a]! || a - b);
  const votes = new Float64Array(rows);
  const candidates = new Int32Array(rows);

  const chosenBy = (node: number): number => {
    const own = community[node]!;
    let count = 0;
    for (let entry = indptr[node]!; entry < indptr[node + 1]!; entry++) {
      const neighbor = indices[entry]!;
      const label = community[neighbor]!;
      if (votes[label] === 0) candidates[count++] = label;
      votes[label]! += weights[neighbor]!;
    }
    let best = own;
    let most = 0;
    for (let place = 0; place < count; place++) {
      const label = candidates[place]!;
      if (votes[label]! > most && (label === own || sizes[label]! < MOST_NODES)) {
        best = label;
        most = votes[label]!;
      }
      votes[label] = 0;
    }
    return best;
  };

  for (let pass = 0; pass < PASSES; pass++) {
    for (const node of rising) {
      const best = chosenBy(node);
      sizes[community[node]!]!--;
      sizes[best]!++;
      community[node] = best;
    }
  }
  return community;
}
