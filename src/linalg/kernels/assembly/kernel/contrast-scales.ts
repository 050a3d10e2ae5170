import { boundary, takeChunk } from './chunks';
import { ContrastJob, embeddingAt } from './contrast-job';
import { dot } from './row-arithmetic';

/** Below this an item counts as zero and has no direction. */
const TINY: f32 = 1e-12;

/** What each row is multiplied by where it is an item. A chunk is a run of rows. */
export function contrastScales(address: usize, _thread: i32): void {
  const job = changetype<ContrastJob>(address);
  for (let chunk = takeChunk(address); chunk < job.chunks; chunk = takeChunk(address)) {
    const end = boundary(chunk + 1, job.chunks, job.rowCount);
    for (let row = boundary(chunk, job.chunks, job.rowCount); row < end; row++) {
      store<f32>(job.itemScales + (<usize>row << 2), job.cosine ? inverseNorm(embeddingAt(job, row), job.width) : <f32>1);
    }
  }
}

function inverseNorm(row: usize, width: i32): f32 {
  const norm = sqrt<f32>(dot(row, row, width));
  return norm > TINY ? 1 / norm : 0;
}
