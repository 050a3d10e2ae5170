// A bounded heap of (index, score) in two arrays, the worst at its root: the lowest score, among equals the highest
// index. Indices are offered in ascending order, so a later one with an equal score never displaces an earlier one.

/** Adds while there is room: `size` is the number held before. */
export function rise(indices: usize, scores: usize, size: i32, index: i32, score: f32): void {
  let slot = size;
  while (slot > 0) {
    const parent = (slot - 1) >> 1;
    if (!isWorse(score, index, scoreAt(scores, parent), indexAt(indices, parent))) break;
    place(indices, scores, slot, indexAt(indices, parent), scoreAt(scores, parent));
    slot = parent;
  }
  place(indices, scores, slot, index, score);
}

/** Replaces the root. */
export function sink(indices: usize, scores: usize, size: i32, index: i32, score: f32): void {
  let slot = 0;
  for (let child = 1; child < size; child = 2 * slot + 1) {
    const right = child + 1;
    if (
      right < size &&
      isWorse(scoreAt(scores, right), indexAt(indices, right), scoreAt(scores, child), indexAt(indices, child))
    ) {
      child = right;
    }
    if (!isWorse(scoreAt(scores, child), indexAt(indices, child), score, index)) break;
    place(indices, scores, slot, indexAt(indices, child), scoreAt(scores, child));
    slot = child;
  }
  place(indices, scores, slot, index, score);
}

/** Turns the heap into a list, best first. */
export function sortBestFirst(indices: usize, scores: usize, size: i32): void {
  for (let last = size - 1; last > 0; last--) {
    const index = indexAt(indices, last);
    const score = scoreAt(scores, last);
    place(indices, scores, last, indexAt(indices, 0), scoreAt(scores, 0));
    sink(indices, scores, last, index, score);
  }
}

export function scoreAt(scores: usize, slot: i32): f32 {
  return load<f32>(scores + (<usize>slot << 2));
}

function indexAt(indices: usize, slot: i32): i32 {
  return load<i32>(indices + (<usize>slot << 2));
}

function place(indices: usize, scores: usize, slot: i32, index: i32, score: f32): void {
  store<i32>(indices + (<usize>slot << 2), index);
  store<f32>(scores + (<usize>slot << 2), score);
}

function isWorse(score: f32, index: i32, otherScore: f32, otherIndex: i32): bool {
  return score < otherScore || (score == otherScore && index > otherIndex);
}
