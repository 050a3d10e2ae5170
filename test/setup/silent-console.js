import { afterAll, afterEach } from '@jest/globals';

// A test that writes to the console, to stdout or to stderr fails: whatever floor it is on, only `cli` may print, and
// the cli is handed its streams.

/** @type {string[]} */
let written = [];

for (const method of /** @type {const} */ (['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'])) {
  console[method] = (/** @type {unknown[]} */ ...values) => {
    written.push(`console.${method}: ${values.map(String).join(' ')}`);
  };
}

for (const name of /** @type {const} */ (['stdout', 'stderr'])) {
  const write = (/** @type {unknown} */ chunk) => {
    written.push(`process.${name}: ${String(chunk)}`);
    return true;
  };
  Object.defineProperty(process, name, { value: Object.create(process[name], { write: { value: write } }) });
}

afterEach(refuseOutput);
afterAll(refuseOutput);

function refuseOutput() {
  if (written.length === 0) return;
  const lines = written;
  written = [];
  throw new Error(`A test wrote to the console:\n${lines.join('\n')}`);
}
