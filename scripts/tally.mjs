import { spawn } from 'node:child_process';

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/**
 * Runs a program whose last line on stdout is a tally, its output passed through.
 * One that ends badly without having counted a failure, or without a tally, counts as one failure.
 *
 * @param {string[]} words arguments of node
 * @returns {Promise<Tally>}
 */
export async function runTallied(words) {
  const child = spawn(process.execPath, words, { stdio: ['inherit', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    output += text;
    process.stdout.write(text);
  });
  const exitCode = await new Promise((done) => child.once('close', done));
  const tally = lastTally(output) ?? { passed: 0, failed: 1, skipped: 0 };
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** @param {Tally[]} tallies @returns {Tally} */
export function sum(tallies) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of tallies) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/** `N passed, N failed`, and `, N skipped` where there were any. @param {Tally} tally @returns {string} */
export function describeTally({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}

/** @param {string} output @returns {Tally | undefined} */
function lastTally(output) {
  const found = /(?:^|\n)(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\n$/.exec(output);
  if (found === null) return undefined;
  return { passed: Number(found[1]), failed: Number(found[2]), skipped: Number(found[3] ?? 0) };
}
