import { keepBest } from './walk-best';
import { doubleAt, WalkJob } from './walk-job';

/**
 * Ranks by z(dot) + weight · z(walk) for every weight: the bits of ../../standardized-sum.ts. A row whose values are all the
 * same adds nothing. `byDot` f32 and `byWalk` f64 are rows, `total` is room for one of f32.
 */
export function blend(job: WalkJob, byDot: usize, byWalk: usize, total: usize, user: i32, query: i32): void {
  const items = job.items;
  // Sums of both rows in one loop: an addition of the one does not wait for the last of the other.
  let dotSum: f64 = 0;
  let walkSum: f64 = 0;
  for (let item = 0; item < items; item++) {
    dotSum += <f64>load<f32>(byDot + (<usize>item << 2));
    walkSum += doubleAt(byWalk, item);
  }
  const dotMean = dotSum / <f64>items;
  const walkMean = walkSum / <f64>items;
  let dotSquares: f64 = 0;
  let walkSquares: f64 = 0;
  for (let item = 0; item < items; item++) {
    const dotOff = <f64>load<f32>(byDot + (<usize>item << 2)) - dotMean;
    dotSquares += dotOff * dotOff;
    const walkOff = doubleAt(byWalk, item) - walkMean;
    walkSquares += walkOff * walkOff;
  }
  const dotDeviation = deviationOf(dotSquares, items, dotMean);
  const walkDeviation = deviationOf(walkSquares, items, walkMean);
  const dotScale = dotDeviation == 0 ? 0 : 1 / dotDeviation;
  for (let index = 0; index < job.weightCount; index++) {
    const walkScale = walkDeviation == 0 ? 0 : doubleAt(job.weights, index) / walkDeviation;
    const shift = dotMean * dotScale + walkMean * walkScale;
    addScaledRows(byDot, dotScale, byWalk, walkScale, shift, total, items);
    keepBest(job, total, user, query * job.weightCount + index);
  }
}

function deviationOf(squares: f64, length: i32, mean: f64): f64 {
  const deviation = sqrt<f64>(squares / <f64>length);
  return deviation > 1e-12 * abs<f64>(mean) ? deviation : 0;
}

/** first · firstScale + second · secondScale − shift, in float64, rounded once. */
function addScaledRows(
  first: usize,
  firstScale: f64,
  second: usize,
  secondScale: f64,
  shift: f64,
  sum: usize,
  length: i32,
): void {
  const firstScales = f64x2.splat(firstScale);
  const secondScales = f64x2.splat(secondScale);
  const shifts = f64x2.splat(shift);
  let place = 0;
  for (; place + 4 <= length; place += 4) {
    const four = v128.load(first + (<usize>place << 2));
    const a = f64x2.mul(f64x2.promote_low_f32x4(four), firstScales);
    const b = f64x2.mul(f64x2.promote_low_f32x4(v128.shuffle<f64>(four, four, 1, 1)), firstScales);
    const from = second + (<usize>place << 3);
    const low = f64x2.sub(f64x2.add(a, f64x2.mul(v128.load(from), secondScales)), shifts);
    const high = f64x2.sub(f64x2.add(b, f64x2.mul(v128.load(from, 16), secondScales)), shifts);
    const rounded = v128.shuffle<f64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
    v128.store(sum + (<usize>place << 2), rounded);
  }
  for (; place < length; place++) {
    const scaled = <f64>load<f32>(first + (<usize>place << 2)) * firstScale + doubleAt(second, place) * secondScale;
    store<f32>(sum + (<usize>place << 2), <f32>(scaled - shift));
  }
}
