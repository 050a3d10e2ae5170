import { doubleAt, indexAt, WalkJob } from './walk-job';

/**
 * The user's row of walks f64 [columns], of which those of items count, summed in the order of ../../walk-filter.ts. `mass` f64 [users] is zero and stays
 * so; `reached` is room for int32 [users].
 */
export function walk(job: WalkJob, mass: usize, row: usize, reached: usize, user: i32): void {
  const count = reachUsers(job, mass, reached, user);
  memory.fill(row, 0, <usize>job.columns << 3);
  const indices = job.userIndices;
  for (let place = 0; place < count; place++) {
    const other = indexAt(reached, place);
    const share = doubleAt(mass, other) * doubleAt(job.passing, other);
    store<f64>(mass + (<usize>other << 3), 0);
    const first = indices + (<usize>indexAt(job.userIndptr, other) << 2);
    const end = indices + (<usize>indexAt(job.userIndptr, other + 1) << 2);
    if (job.userValues == 0) addShare(row, first, end, share);
    else addShares(row, first, end, job.userValues - indices, share);
  }
  const ending = job.ending;
  for (let at: usize = 0; at < <usize>job.items << 3; at += 8) {
    store<f64>(row + at, load<f64>(row + at) * load<f64>(ending + at));
  }
}

/** Lists the other users that her items lead to, and puts what arrives at each into the mass. */
function reachUsers(job: WalkJob, mass: usize, reached: usize, user: i32): i32 {
  let next = reached;
  const indices = job.itemIndices;
  const values = job.itemValues;
  const ownEnd = indexAt(job.userIndptr, user + 1);
  for (let own = indexAt(job.userIndptr, user); own < ownEnd; own++) {
    const item = indexAt(job.userIndices, own);
    const weight = job.userValues == 0 ? 1.0 : <f64>load<f32>(job.userValues + (<usize>own << 2));
    const share = weight * doubleAt(job.starting, item);
    const end = indices + (<usize>indexAt(job.itemIndptr, item + 1) << 2);
    for (let entry = indices + (<usize>indexAt(job.itemIndptr, item) << 2); entry < end; entry += 4) {
      const other = load<i32>(entry);
      const added = values == 0 ? share : share * <f64>load<f32>(entry + (values - indices));
      if (other == user || added == 0) continue;
      const at = mass + (<usize>other << 3);
      const before = load<f64>(at);
      store<f64>(at, before + added);
      store<i32>(next, other); // Kept only where it is new, without a branch that nobody could foretell.
      next += before == 0 ? 4 : 0;
    }
  }
  return <i32>(next - reached) >> 2;
}

// Loops of their own, so that nothing but an index, a value and a sum is read for each entry.

function addShare(row: usize, first: usize, end: usize, share: f64): void {
  for (let entry = first; entry < end; entry += 4) {
    const to = row + (<usize>load<u32>(entry) << 3);
    store<f64>(to, load<f64>(to) + share);
  }
}

function addShares(row: usize, first: usize, end: usize, toValue: usize, share: f64): void {
  for (let entry = first; entry < end; entry += 4) {
    const to = row + (<usize>load<u32>(entry) << 3);
    store<f64>(to, load<f64>(to) + share * <f64>load<f32>(entry + toValue));
  }
}
