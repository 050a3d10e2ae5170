// Loaded into a server with `node --import`: at SIGUSR2 it collects everything that is let go, and says on stderr what
// the heap then holds. What is used in between tells little: garbage of the old generation lies there for minutes.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  setFlagsFromString('--expose-gc');
  const collect = /** @type {() => void} */ (runInNewContext('gc'));
  process.on('SIGUSR2', () => {
    collect();
    const { heapUsed: bytes } = process.memoryUsage();
    process.stderr.write(`${JSON.stringify({ level: 'info', msg: 'heap after a collection', bytes })}\n`);
  });
}
