/** Lane 0 to 3 of four floats; the instruction wants it known at compilation. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function laneOf(four: v128, lane: i32): f32 {
  if (lane == 0) return f32x4.extract_lane(four, 0);
  if (lane == 1) return f32x4.extract_lane(four, 1);
  return lane == 2 ? f32x4.extract_lane(four, 2) : f32x4.extract_lane(four, 3);
}
