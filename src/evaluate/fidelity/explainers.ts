import type { Random } from '../../core/random.js';
import { rowSums, transpose, type CsrMatrix } from '../../linalg/csr.js';
import type { Influence } from '../../influence/influence.js';
import { componentArray, componentNumber } from '../../recommend/scorers/component-array.js';
import type { Snapshot } from '../../snapshot/snapshot.js';
import type { ExplainedCase } from './explained-cases.js';
import type { ExplainerName } from './fidelity-report.js';

/** Importance of each of a case's interactions, the more the more it is said to have raised the score → [n]. */
export type Explainer = (explained: ExplainedCase) => ArrayLike<number>;

/**
 * Exact influence on the score (`influence`) and on its lead over what is recommended next (`lead`: what a rank goes by),
 * and what they are compared with. `gradient`: first order, the derivative of the score by the pair's
 * weight times the weight, degrees and standardization followed. `cosine`: of the item's embedding and the recommended
 * one's; absent where a model has none. `jaccard`: of their users. `popularity`: users of the item.
 */
export function createExplainers(
  snapshot: Snapshot,
  influence: Influence,
  random: Random,
): ReadonlyMap<ExplainerName, Explainer> {
  const byItem = transpose({ ...snapshot.interactions, values: null });
  const users = rowSums(byItem);
  const cosine = cosineExplainer(snapshot);
  return new Map<ExplainerName, Explainer>([
    ['influence', ({ influences }) => influences],
    ['lead', ({ leads }) => leads],
    ['gradient', (explained) => firstOrder(influence, explained)],
    ...(cosine === undefined ? [] : [['cosine', cosine] as const]),
    ['jaccard', ({ item, interactions }) => interactions.map((own) => jaccard(byItem, own.item, item))],
    ['popularity', ({ interactions }) => interactions.map((own) => users[own.item]!)],
    ['random', ({ interactions }) => interactions.map(() => random.float())],
  ]);
}

/** Of the weight: small enough for the derivative, large enough for float32 tables. */
const STEP = 0.02;

/** w ∂s/∂w by a difference of second order from below: 2h s' = 3 s(w) − 4 s(w − h) + s(w − 2h). */
function firstOrder(influence: Influence, { user, item, score, interactions }: ExplainedCase): Float64Array {
  const sets = interactions.flatMap(({ item: own, weight }) =>
    [weight * (1 - STEP), weight * (1 - 2 * STEP)].map((left) => [{ item: own, weight: left }]),
  );
  const after = influence.withoutEach({ user, items: [item], sets })!.map(({ scoresWithout }) => scoresWithout[0]!);
  return Float64Array.from(interactions, (_, place) => {
    return (3 * score - 4 * after[2 * place]! + after[2 * place + 1]!) / (2 * STEP);
  });
}

function cosineExplainer(snapshot: Snapshot): Explainer | undefined {
  const component = snapshot.components.find(({ kind }) => kind === 'dot');
  if (component === undefined) return undefined;
  const embeddings = componentArray(component, 'items', Float32Array); // [I, d]
  const dimensions = componentNumber(component, 'dimensions');
  const row = (item: number): Float32Array => embeddings.subarray(item * dimensions, (item + 1) * dimensions);
  return ({ item, interactions }) => interactions.map((own) => cosine(row(own.item), row(item)));
}

function cosine(a: Float32Array, b: Float32Array): number {
  let [product, ofA, ofB] = [0, 0, 0];
  for (let d = 0; d < a.length; d++) {
    product += a[d]! * b[d]!;
    ofA += a[d]! ** 2;
    ofB += b[d]! ** 2;
  }
  return ofA === 0 || ofB === 0 ? 0 : product / Math.sqrt(ofA * ofB);
}

/** Users of both over users of either; rows ascend. */
function jaccard({ indptr, indices }: CsrMatrix, a: number, b: number): number {
  let [inA, inB, both] = [indptr[a]!, indptr[b]!, 0];
  const [endOfA, endOfB] = [indptr[a + 1]!, indptr[b + 1]!];
  const either = endOfA - inA + endOfB - inB;
  while (inA < endOfA && inB < endOfB) {
    const difference = indices[inA]! - indices[inB]!;
    if (difference === 0) both++;
    if (difference <= 0) inA++;
    if (difference >= 0) inB++;
  }
  return either === 0 ? 0 : both / (either - both);
}
