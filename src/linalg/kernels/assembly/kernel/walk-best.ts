import { rise, scoreAt, sink, sortBestFirst } from './heap';
import { indexAt, WalkJob } from './walk-job';

/** The best of the row that are new to her, best first; -1 and -∞ where fewer are left. NaN is better than nothing. */
export function keepBest(job: WalkJob, row: usize, user: i32, list: i32): void {
  const k = job.k;
  const indices = job.lists + (<usize>list * <usize>k << 2);
  const scores = job.scores + (<usize>list * <usize>k << 2);
  const end = indexAt(job.userIndptr, user + 1);
  for (let own = indexAt(job.userIndptr, user); own < end; own++) {
    const item = indexAt(job.userIndices, own);
    if (item < job.items) storeScore(row, item, f32.NaN);
  }
  for (let item = job.items; item & 7; item++) storeScore(row, item, f32.NaN);
  let size = 0;
  let root = f32x4.splat(-Infinity);
  for (let item = 0; item < job.items; item += 4) {
    if (size == k && !v128.any_true(f32x4.gt(v128.load(row + (<usize>item << 2)), root))) continue;
    for (let place = item; place < item + 4; place++) {
      const score = scoreAt(row, place);
      if (size < k) {
        if (score == score) rise(indices, scores, size++, place, score);
      } else if (score > scoreAt(scores, 0)) {
        sink(indices, scores, k, place, score);
      }
    }
    if (size == k) root = f32x4.splat(scoreAt(scores, 0));
  }
  sortBestFirst(indices, scores, size);
  for (let slot = size; slot < k; slot++) {
    store<i32>(indices + (<usize>slot << 2), -1);
    storeScore(scores, slot, -Infinity);
  }
}

function storeScore(row: usize, place: i32, score: f32): void {
  store<f32>(row + (<usize>place << 2), score);
}
