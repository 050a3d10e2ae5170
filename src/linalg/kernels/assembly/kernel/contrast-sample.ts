import { takeChunk } from './chunks';
import { ContrastJob, paddedTo8, probabilityStride } from './contrast-job';
import { laneOf } from './lane-of';

/** Slopes of the sampled items: Σ_u p_uj · pushes_u. A chunk is 16 of them. */
export function contrastSample(address: usize, _thread: i32): void {
  const job = changetype<ContrastJob>(address);
  for (let chunk = takeChunk(address); chunk < job.chunks; chunk = takeChunk(address)) {
    const end = min(chunk * 16 + 16, job.sampleCount);
    for (let slot = chunk * 16; slot < end; slot += 4) {
      for (let column: usize = 0; column < paddedTo8(job.width); column += 8) sampleTile(job, slot, column);
    }
  }
}

/** Four sampled items by eight columns. */
function sampleTile(job: ContrastJob, slot: i32, column: usize): void {
  const stride = paddedTo8(job.width) << 2;
  const blocks = (job.userCount + 3) >> 2;
  let probabilities = job.probabilities + (<usize>slot << 4);
  let push = job.pushes + (column << 2);
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  for (let block = 0; block < blocks; block++) {
    for (let lane: usize = 0; lane < 16; lane += 4) {
      const left = v128.load(push);
      const right = v128.load(push, 16);
      const a = v128.load_splat<f32>(probabilities + lane);
      a0 = f32x4.add(a0, f32x4.mul(a, left));
      a1 = f32x4.add(a1, f32x4.mul(a, right));
      const b = v128.load_splat<f32>(probabilities + lane, 16);
      b0 = f32x4.add(b0, f32x4.mul(b, left));
      b1 = f32x4.add(b1, f32x4.mul(b, right));
      const c = v128.load_splat<f32>(probabilities + lane, 32);
      c0 = f32x4.add(c0, f32x4.mul(c, left));
      c1 = f32x4.add(c1, f32x4.mul(c, right));
      const d = v128.load_splat<f32>(probabilities + lane, 48);
      d0 = f32x4.add(d0, f32x4.mul(d, left));
      d1 = f32x4.add(d1, f32x4.mul(d, right));
      push += stride;
    }
    probabilities += probabilityStride(job);
  }
  storeTileRow(job, slot, column, a0, a1);
  storeTileRow(job, slot + 1, column, b0, b1);
  storeTileRow(job, slot + 2, column, c0, c1);
  storeTileRow(job, slot + 3, column, d0, d1);
}

function storeTileRow(job: ContrastJob, slot: i32, column: usize, left: v128, right: v128): void {
  if (slot >= job.sampleCount) return;
  const width = <usize>job.width;
  const to = job.slopes + (<usize>(job.userCount + slot) * width + column << 2);
  if (column + 8 <= width) {
    v128.store(to, left);
    v128.store(to, right, 16);
    return;
  }
  for (let k: usize = 0; column + k < width; k++) {
    store<f32>(to + (k << 2), k < 4 ? laneOf(left, <i32>k) : laneOf(right, <i32>k - 4));
  }
}
