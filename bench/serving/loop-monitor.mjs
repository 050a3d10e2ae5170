// Loaded into a server with `node --import`: at SIGUSR2 it says on stderr how long the event loop was late since the
// last time, in milliseconds.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const RESOLUTION_MILLISECONDS = 1;

if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MILLISECONDS });
  delay.enable();
  process.on('SIGUSR2', () => {
    const late = (/** @type {number} */ nanoseconds) => nanoseconds / 1e6 - RESOLUTION_MILLISECONDS;
    const line = { level: 'info', msg: 'loop delay', p50: late(delay.percentile(50)), p99: late(delay.percentile(99)) };
    process.stderr.write(`${JSON.stringify({ ...line, most: late(delay.max) })}\n`);
    delay.reset();
  });
}
