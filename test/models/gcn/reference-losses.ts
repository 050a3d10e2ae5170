import type { CsrMatrix } from '../../../src/linalg/csr.js';
import { hasEntry } from '../../../src/linalg/csr.js';

/** Embeddings as plain rows in float64, users first. */
export type Table = readonly (readonly number[])[];

/** The sampled softmax loss of a batch as its formula says it, entry by entry in float64. */
export function referenceSoftmaxLoss(
  embeddings: Table,
  interactions: CsrMatrix,
  users: readonly number[],
  sample: readonly number[],
  temperature: number,
  similarity: 'cosine' | 'dot' = 'dot',
): number {
  let loss = 0;
  let weights = 0;
  for (const user of users) {
    const score = (item: number): number =>
      similarityOf(embeddings[user]!, embeddings[interactions.rows + item]!, similarity) / temperature;
    const others = sample.filter((item) => !hasEntry(interactions, user, item));
    const sum = others.reduce((total, item) => total + Math.exp(score(item)), 0);
    for (let edge = interactions.indptr[user]!; edge < interactions.indptr[user + 1]!; edge++) {
      const positive = Math.exp(score(interactions.indices[edge]!));
      const weight = interactions.values?.[edge] ?? 1;
      loss -= weight * Math.log(positive / (positive + (interactions.columns / sample.length) * sum));
      weights += weight;
    }
  }
  return loss / weights;
}

/** The bilateral softmax loss of a batch as its formula says it, in float64; users without others add nothing. */
export function referenceBilateralLoss(
  embeddings: Table,
  interactions: CsrMatrix,
  users: readonly number[],
  sample: readonly number[],
  temperatures: { readonly negative: number; readonly positive: number },
  similarity: 'cosine' | 'dot' = 'dot',
): number {
  let loss = 0;
  let weights = 0;
  for (const user of users) {
    const score = (item: number): number =>
      similarityOf(embeddings[user]!, embeddings[interactions.rows + item]!, similarity);
    const own = Array.from(interactions.indices.subarray(interactions.indptr[user], interactions.indptr[user + 1]));
    const ownWeights = own.map((_, place) => interactions.values?.[interactions.indptr[user]! + place] ?? 1);
    const weight = ownWeights.reduce((sum, value) => sum + value, 0);
    weights += weight;
    const others = sample.filter((item) => !hasEntry(interactions, user, item));
    if (others.length === 0 || own.length === 0) continue;
    const positives = own.reduce(
      (sum, item, place) => sum + (ownWeights[place]! / weight) * Math.exp(score(item) / temperatures.positive),
      0,
    );
    const negatives = others.reduce((sum, item) => sum + Math.exp(score(item) / temperatures.negative), 0);
    const ratio = temperatures.negative / temperatures.positive;
    loss += weight * (ratio * Math.log((interactions.columns / sample.length) * negatives) - Math.log(positives));
  }
  return loss / weights;
}

/** InfoNCE of nodes among themselves by cosines, in float64. */
export function referenceSelfContrast(embeddings: Table, nodes: readonly number[], temperature: number): number {
  const cosine = (a: number, b: number): number => similarityOf(embeddings[a]!, embeddings[b]!, 'cosine');
  const losses = nodes.map((node) => {
    const sum = nodes.reduce((total, other) => total + Math.exp(cosine(node, other) / temperature), 0);
    return Math.log(sum) - 1 / temperature;
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / nodes.length;
}

/** The BPR loss of edges (user, item) against given negatives, in float64. */
export function referenceBprLoss(
  embeddings: Table,
  users: number,
  triplets: readonly {
    readonly user: number;
    readonly positive: number;
    readonly negative: number;
    readonly weight: number;
  }[],
): number {
  const weights = triplets.reduce((sum, { weight }) => sum + weight, 0);
  return triplets.reduce((loss, { user, positive, negative, weight }) => {
    const difference =
      dot(embeddings[user]!, embeddings[users + positive]!) - dot(embeddings[user]!, embeddings[users + negative]!);
    return loss + (weight / weights) * Math.log1p(Math.exp(-difference));
  }, 0);
}

/** Central differences of `loss` in every entry of the table. */
export function numericGradient(table: Table, loss: (table: Table) => number, step = 1e-5): number[][] {
  return table.map((row, r) =>
    row.map((entry, c) => {
      const moved = (value: number): Table => table.map((other, k) => (k === r ? other.with(c, value) : other));
      return (loss(moved(entry + step)) - loss(moved(entry - step))) / (2 * step);
    }),
  );
}

/** Of a user's direction with an item, or with its direction. */
function similarityOf(user: readonly number[], item: readonly number[], similarity: 'cosine' | 'dot'): number {
  return dot(user, item) / Math.sqrt(dot(user, user) * (similarity === 'dot' ? 1 : dot(item, item)));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}
