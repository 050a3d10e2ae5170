// Exponential and logarithm of four floats at once, to about 1e-7 relative: Cephes' polynomials (expf.c, logf.c).

/** e^x; 0 below -87, where float32 runs out, and for -∞. Not for arguments above 88. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function exponential(x: v128): v128 {
  const clamped = f32x4.max(x, f32x4.splat(-87));
  const power = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(1.44269504088896341)));
  let rest = f32x4.sub(clamped, f32x4.mul(power, f32x4.splat(0.693359375)));
  rest = f32x4.sub(rest, f32x4.mul(power, f32x4.splat(-2.12194440e-4)));
  let sum = f32x4.splat(1.9875691500e-4);
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.3981999507e-3));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(8.3334519073e-3));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(4.1665795894e-2));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.6666665459e-1));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(5.0000001201e-1));
  sum = f32x4.add(f32x4.add(f32x4.mul(sum, f32x4.mul(rest, rest)), rest), f32x4.splat(1));
  const scale = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(power), i32x4.splat(127)), 23);
  // What is not a number stays so: every comparison with it is false.
  return v128.bitselect(f32x4.splat(0), f32x4.mul(sum, scale), f32x4.lt(x, f32x4.splat(-87)));
}

/** ln x for finite x above 0. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function logarithm(x: v128): v128 {
  const bits = i32x4.sub(x, i32x4.splat(0x3f3504f3)); // √½: mantissas end up between √½ and √2.
  const power = f32x4.convert_i32x4_s(i32x4.shr_s(bits, 23));
  const rest = f32x4.sub(
    i32x4.add(v128.and(bits, i32x4.splat(0x007fffff)), i32x4.splat(0x3f3504f3)),
    f32x4.splat(1),
  );
  const square = f32x4.mul(rest, rest);
  let sum = f32x4.splat(7.0376836292e-2);
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(-1.1514610310e-1));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.1676998740e-1));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(-1.2420140846e-1));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.4249322787e-1));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(-1.6668057665e-1));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(2.0000714765e-1));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(-2.4999993993e-1));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(3.3333331174e-1));
  sum = f32x4.mul(f32x4.mul(sum, rest), square);
  sum = f32x4.add(sum, f32x4.mul(power, f32x4.splat(-2.12194440e-4)));
  sum = f32x4.sub(sum, f32x4.mul(f32x4.splat(0.5), square));
  return f32x4.add(f32x4.add(rest, sum), f32x4.mul(power, f32x4.splat(0.693359375)));
}
