/**
 * scores[i] = query · items[i] for panels of 8 items (see ../../pack-panels.ts); `scores` has room for whole panels.
 * Sums run over the columns in order, here and below: both give the same bits.
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

/** The same for a panel of 4 queries, into rows that are `stride` bytes apart: items are read once for all of them. */
export function scoreFour(panels: usize, panelCount: i32, width: i32, queries: usize, rows: usize, stride: usize): void {
  const end = queries + (<usize>width << 4);
  let factor = panels;
  for (let panel = 0; panel < panelCount; panel++) {
    let a0 = f32x4.splat(0);
    let a1 = a0;
    let b0 = a0;
    let b1 = a0;
    let c0 = a0;
    let c1 = a0;
    let d0 = a0;
    let d1 = a0;
    for (let at = queries; at < end; at += 16) {
      const left = v128.load(factor);
      const right = v128.load(factor, 16);
      const a = v128.load_splat<f32>(at);
      a0 = f32x4.add(a0, f32x4.mul(a, left));
      a1 = f32x4.add(a1, f32x4.mul(a, right));
      const b = v128.load_splat<f32>(at, 4);
      b0 = f32x4.add(b0, f32x4.mul(b, left));
      b1 = f32x4.add(b1, f32x4.mul(b, right));
      const c = v128.load_splat<f32>(at, 8);
      c0 = f32x4.add(c0, f32x4.mul(c, left));
      c1 = f32x4.add(c1, f32x4.mul(c, right));
      const d = v128.load_splat<f32>(at, 12);
      d0 = f32x4.add(d0, f32x4.mul(d, left));
      d1 = f32x4.add(d1, f32x4.mul(d, right));
      factor += 32;
    }
    v128.store(rows, a0);
    v128.store(rows, a1, 16);
    v128.store(rows + stride, b0);
    v128.store(rows + stride, b1, 16);
    v128.store(rows + stride * 2, c0);
    v128.store(rows + stride * 2, c1, 16);
    v128.store(rows + stride * 3, d0);
    v128.store(rows + stride * 3, d1, 16);
    rows += 32;
  }
}
