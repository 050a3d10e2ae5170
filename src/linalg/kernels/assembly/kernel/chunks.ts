/** What every job begins with. */
@unmanaged
export class ChunkedJob {
  /** The next chunk that nobody took. */
  next: i32;
  chunks: i32;
}

/** Takes a chunk; at or past `chunks` when none is left. */
export function takeChunk(job: usize): i32 {
  return atomic.add<i32>(job, 1);
}
