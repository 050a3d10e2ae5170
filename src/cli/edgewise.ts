#!/usr/bin/env node
import { processEnvironment } from '../config/environment.js';
import { listenForInterruption } from './interruption.js';
import { main } from './main.js';

const interruption = listenForInterruption((signal) => {
  if (process.stderr.isTTY) process.stderr.write(`\n${signal}: stopping; once more to exit at once.\n`);
});
// A reader that goes away (`| head`) is no error of ours; any other failure of a standard stream still is.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
const exitCode = await main(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: processEnvironment(),
  workingDirectory: process.cwd(),
  signal: interruption.signal,
});
interruption.dispose();
// Not left to the event loop: a native store or a worker thread may hold it open after its work is done.
process.stdout.write('', () => process.exit(exitCode));
