import { takeChunk } from './chunks';
import { scoreFour } from './score-items';
import { walk } from './walk';
import { keepBest } from './walk-best';
import { blend } from './walk-blend';
import { doubleAt, indexAt, WalkJob } from './walk-job';

const CHUNK_QUERIES: i32 = 8;

/**
 * The k best new items of each query by walks, or by z(dot) + weight · z(walk) for each weight: the same bits as one row at
 * a time.
 */
export function rankWalks(address: usize, thread: i32): void {
  const job = changetype<WalkJob>(address);
  const scratch = job.scratch + <usize>thread * <usize>job.scratchBytes;
  for (let chunk = takeChunk(address); chunk < job.chunks; chunk = takeChunk(address)) {
    const first = chunk * CHUNK_QUERIES;
    const end = min(first + CHUNK_QUERIES, job.queryCount);
    for (let query = first; query < end; query += 4) rankFour(job, scratch, query, min(4, end - query));
  }
}

/** Of the scratch: mass f64 [users], row f64 [columns], reached i32 [users], then rows f32 of whole panels: four and one. */
function rankFour(job: WalkJob, scratch: usize, first: i32, count: i32): void {
  const row = scratch + (<usize>job.users << 3);
  const reached = row + (<usize>job.columns << 3);
  const panelCount = (job.items + 7) >> 3;
  const stride = <usize>panelCount << 5;
  const byDot = (reached + (<usize>job.users << 2) + 15) & ~15;
  const total = byDot + stride * 4;
  if (job.panels != 0) {
    scoreFour(job.panels, panelCount, job.width, job.embeddings + (<usize>first * <usize>job.width << 2), byDot, stride);
  }
  for (let lane = 0; lane < count; lane++) {
    const user = indexAt(job.queries, first + lane);
    walk(job, scratch, row, reached, user);
    if (job.panels != 0) {
      blend(job, byDot + <usize>lane * stride, row, total, user, first + lane);
      continue;
    }
    for (let item = 0; item < job.items; item++) store<f32>(total + (<usize>item << 2), <f32>doubleAt(row, item));
    keepBest(job, total, user, first + lane);
  }
}
