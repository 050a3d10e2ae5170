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

/** Where a chunk begins when `total` things are split evenly. */
export function boundary(chunk: i32, chunks: i32, total: i32): i32 {
  return <i32>((<i64>chunk * <i64>total) / <i64>chunks);
}
