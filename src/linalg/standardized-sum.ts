import { momentsOf, type Moments } from './moments.js';

/**
 * z(first) + weight · z(second) → `into`, each row standardized over all its values unless other moments are given: rows of
 * different scale become one ranking. Computed in float64, stored as `into` stores.
 */
export function standardizedSum(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  weight: number,
  into: Float32Array | Float64Array,
  [a, b]: readonly [Moments, Moments] = [momentsOf(first), momentsOf(second)],
): void {
  const firstScale = a.deviation === 0 ? 0 : 1 / a.deviation;
  const secondScale = b.deviation === 0 ? 0 : weight / b.deviation;
  const shift = a.mean * firstScale + b.mean * secondScale;
  for (let index = 0; index < into.length; index++) {
    into[index] = first[index]! * firstScale + second[index]! * secondScale - shift;
  }
}
