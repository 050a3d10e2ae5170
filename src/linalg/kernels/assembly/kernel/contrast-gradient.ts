import { boundary, takeChunk } from './chunks';
import { ContrastJob, embeddingAt, itemScaleAt, strideOf } from './contrast-job';
import { addScaled, dot, storeScaled } from './row-arithmetic';

/**
 * The gradient, of which a chunk is a run of rows: what comes to each as a sampled item and as the item of edges, led back
 * through its norm under cosine, then what comes to it as a user. So no two threads write to one row, and the order of
 * sums is fixed.
 */
export function contrastGradient(address: usize, _thread: i32): void {
  const job = changetype<ContrastJob>(address);
  for (let chunk = takeChunk(address); chunk < job.chunks; chunk = takeChunk(address)) {
    const first = <u32>boundary(chunk, job.chunks, job.rowCount);
    const end = <u32>boundary(chunk + 1, job.chunks, job.rowCount);
    memory.fill(gradientAt(job, first), 0, <usize>(end - first) * strideOf(job));
    addSlopes(job, job.sample, job.sampleCount, job.slopes + <usize>job.userCount * strideOf(job), first, end);
    addPulls(job, first, end);
    if (job.cosine) for (let row = first; row < end; row++) leadBack(job, row);
    addSlopes(job, job.users, job.userCount, job.slopes, first, end);
  }
}

/** Adds the slopes [count, width] of `rows` [count] that are in the chunk. */
function addSlopes(job: ContrastJob, rows: usize, count: i32, slopes: usize, first: u32, end: u32): void {
  for (let place = 0; place < count; place++) {
    const row = load<u32>(rows + (<usize>place << 2));
    if (row < first || row >= end) continue;
    addScaled(gradientAt(job, row), slopes + <usize>place * strideOf(job), 1, job.width);
  }
}

/** −pull · query for every edge's item in the chunk. */
function addPulls(job: ContrastJob, first: u32, end: u32): void {
  let edge: usize = 0;
  for (let user = 0; user < job.userCount; user++) {
    const query = job.queries + <usize>user * strideOf(job);
    const endOfUser = <usize>load<u32>(job.edgeOffsets + (<usize>user << 2), 4);
    for (; edge < endOfUser; edge++) {
      const row = load<u32>(job.edgeItems + (edge << 2));
      if (row < first || row >= end) continue;
      addScaled(gradientAt(job, row), query, -load<f32>(job.pulls + (edge << 2)), job.width);
    }
  }
}

/** From a slope with respect to the direction to that with respect to the row, whose length does not matter. */
function leadBack(job: ContrastJob, row: u32): void {
  const slope = gradientAt(job, row);
  const item = embeddingAt(job, row);
  const scale = itemScaleAt(job, row);
  const radial = scale * dot(slope, item, job.width);
  storeScaled(slope, slope, scale, job.width);
  addScaled(slope, item, -radial * scale * scale, job.width);
}

function gradientAt(job: ContrastJob, row: u32): usize {
  return job.gradient + <usize>row * strideOf(job);
}
