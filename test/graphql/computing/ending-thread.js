// A computing thread that takes every version and ends at the first question.
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', (/** @type {{ kind: string; call: number }} */ { kind, call }) => {
  if (kind === 'open') parentPort?.postMessage({ call, answer: undefined });
  if (kind === 'ask') process.exit(1);
});
