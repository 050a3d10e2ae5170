// `npm test`: lint, then the quick tests, whatever lint said; the last line counts both.
import { describeTally, runTallied, sum } from './tally.mjs';

const lint = await runTallied(['scripts/lint.mjs']);
const tests = await runTallied([
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
]);
const total = sum([lint, tests]);
console.log(describeTally(total));
process.exitCode = total.failed === 0 ? 0 : 1;
