import { hasEntry, type CsrMatrix } from '../../src/linalg/csr.js';
import type { Component } from '../../src/snapshot/contents.js';
import { denseChebyshev } from '../linalg/dense-chebyshev.js';
import { denseOf } from '../linalg/sparse-matrices.js';
import { walkScores } from '../linalg/walk-brute-force.js';

/**
 * Scores of every item for one user by the first of a model's components, in float64, over a graph whose first `items`
 * columns they are. Written apart from src.
 */
export function scoresOf(
  components: readonly Component[],
  interactions: CsrMatrix,
  user: number,
  items = interactions.columns,
): number[] {
  return partScores(components[0]!, components, { interactions, items }, user);
}

interface ScoredGraph {
  readonly interactions: CsrMatrix;
  readonly items: number;
}

function partScores(
  { kind, parameters, arrays }: Component,
  components: readonly Component[],
  graph: ScoredGraph,
  user: number,
): number[] {
  const { interactions, items } = graph;
  const number = (name: string): number => Number(parameters[name]);
  const named = (name: string): number[] => {
    const part = components.find((component) => component.name === parameters[name])!;
    return partScores(part, components, graph, user);
  };
  switch (kind) {
    case 'dot':
    case 'factors':
      return dotScores(arrays['users']!.array, arrays['items']!.array, number('dimensions'), user);
    case 'walk':
      return walkScores(interactions, denseOf(interactions)[user]!, user, {
        p: number('p'),
        q: number('q'),
        a: number('a'),
      }).slice(0, items);
    case 'chebyshev':
      return denseChebyshev(denseOf(interactions), number('beta'), SMOOTH_STEP)[user]!;
    case 'blend': {
      const [dot, walk] = [zScores(named('dot')), zScores(named('walk'))];
      return dot.map((score, item) => score + number('weight') * walk[item]!);
    }
    case 'item-neighbors':
      return addedUp(interactions, user, (item, other) => {
        const width = number('neighbors');
        const place = arrays['indices']!.array.subarray(item * width, (item + 1) * width).indexOf(other);
        return place < 0 ? 0 : arrays['similarities']!.array[item * width + place]!;
      });
    case 'item-weights':
      return addedUp(interactions, user, (item, other) => arrays['weights']!.array[item * number('items') + other]!);
    default:
      throw new Error(`No scores of a ${kind} component.`);
  }
}

/** Coefficients of T_0 … T_7, as they were given. */
const SMOOTH_STEP = [0.5, -0.492673, 0, -0.032459, 0, 0.021442, 0, -0.001416];

function dotScores(users: ArrayLike<number>, items: ArrayLike<number>, dimensions: number, user: number): number[] {
  return Array.from({ length: items.length / dimensions }, (_, item) => {
    let sum = 0;
    for (let d = 0; d < dimensions; d++) sum += users[user * dimensions + d]! * items[item * dimensions + d]!;
    return sum;
  });
}

/** Each item that the user has adds `weight` to every other. */
function addedUp(interactions: CsrMatrix, user: number, weight: (item: number, other: number) => number): number[] {
  const row = denseOf(interactions)[user]!;
  return row.map((_, other) =>
    row.reduce((sum, value, item) => sum + (value === 0 ? 0 : value * weight(item, other)), 0),
  );
}

function zScores(row: readonly number[]): number[] {
  const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
  const deviation = Math.sqrt(row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length);
  return row.map((value) => (deviation < 1e-12 * Math.abs(mean) || deviation === 0 ? 0 : (value - mean) / deviation));
}

/** 1 for the best of the items that the user does not have. */
export function rankOf(item: number, scores: readonly number[], known: CsrMatrix, user: number): number {
  return 1 + scores.filter((score, other) => !hasEntry(known, user, other) && score > scores[item]!).length;
}
