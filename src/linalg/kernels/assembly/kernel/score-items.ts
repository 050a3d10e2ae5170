/**
 * scores[i] = query · items[i] for panels of 8 items (see ../../pack-panels.ts); `scores` has room for whole panels.
 * Sums run over the columns in order, as in rankItems: both give the same bits.
 */
export function scoreItems(panels: usize, panelCount: i32, width: i32, query: usize, scores: usize): void {
  let item = panels;
  for (let panel = 0; panel < panelCount; panel++) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    const end = query + (<usize>width << 2);
    for (let factor = query; factor < end; factor += 4) {
      const value = v128.load_splat<f32>(factor);
      s0 = f32x4.add(s0, f32x4.mul(value, v128.load(item)));
      s1 = f32x4.add(s1, f32x4.mul(value, v128.load(item, 16)));
      item += 32;
    }
    v128.store(scores, s0);
    v128.store(scores, s1, 16);
    scores += 32;
  }
}
