export function dot(a: usize, b: usize, width: usize): f32 {
  let sums = f32x4.splat(0);
  let column: usize = 0;
  for (; column + 4 <= width; column += 4) {
    sums = f32x4.add(sums, f32x4.mul(v128.load(a + (column << 2)), v128.load(b + (column << 2))));
  }
  let sum =
    f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1) + f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3);
  for (; column < width; column++) sum += load<f32>(a + (column << 2)) * load<f32>(b + (column << 2));
  return sum;
}

/** to += factor · from */
export function addScaled(to: usize, from: usize, factor: f32, width: usize): void {
  const factors = f32x4.splat(factor);
  let column: usize = 0;
  for (; column + 4 <= width; column += 4) {
    const at = column << 2;
    v128.store(to + at, f32x4.add(v128.load(to + at), f32x4.mul(factors, v128.load(from + at))));
  }
  for (; column < width; column++) {
    const at = column << 2;
    store<f32>(to + at, load<f32>(to + at) + factor * load<f32>(from + at));
  }
}

/** to = factor · from */
export function storeScaled(to: usize, from: usize, factor: f32, width: usize): void {
  const factors = f32x4.splat(factor);
  let column: usize = 0;
  for (; column + 4 <= width; column += 4) {
    const at = column << 2;
    v128.store(to + at, f32x4.mul(factors, v128.load(from + at)));
  }
  for (; column < width; column++) {
    const at = column << 2;
    store<f32>(to + at, factor * load<f32>(from + at));
  }
}
