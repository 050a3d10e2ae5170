// Every check that needs no test run, two at a time; shows what a failed one printed. `npm run lint -- NAME …` runs some.
// Ends with `N passed, N failed`, a check counting as one.
import { execFile } from 'node:child_process';
import { describeTally } from './tally.mjs';

const AT_A_TIME = 2;
const TYPESCRIPT = ['--import', './scripts/typescript.mjs'];

/** Arguments of node by the name of the check, slowest first. @type {Record<string, string[]>} */
const CHECKS = {
  eslint: ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.'],
  types: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'],
  prettier: ['node_modules/prettier/bin/prettier.cjs', '--check', '.'],
  floors: depcruise('.dependency-cruiser.js'),
  imports: depcruise('.dependency-cruiser.types.js'),
  knip: ['node_modules/knip/bin/knip.js', '--no-progress'],
  codegen: ['node_modules/@graphql-codegen/cli/cjs/bin.js', '--config', 'codegen.yml', '--check'],
  'docs:cli': [...TYPESCRIPT, 'scripts/document-cli.ts', '--check'],
  'docs:errors': [...TYPESCRIPT, 'scripts/errors-document.ts', '--check'],
  'error-codes': [...TYPESCRIPT, 'scripts/unused-error-codes.ts'],
};

const asked = process.argv.slice(2);
const queue = Object.entries(CHECKS).filter(([name]) => asked.length === 0 || asked.includes(name));
const tally = { passed: 0, failed: 0, skipped: 0 };
await Promise.all(Array.from({ length: AT_A_TIME }, work));
console.log(describeTally(tally));
process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1;

/** Takes checks from the queue until none is left. */
async function work() {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const [name, words] = next;
    const start = performance.now();
    const output = await failureOf(words);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    if (output === undefined) tally.passed++;
    else tally.failed++;
    console.log(`${output === undefined ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)${output ?? ''}`);
  }
}

/**
 * What a check printed when it failed; undefined when it passed.
 *
 * @param {string[]} words
 * @returns {Promise<string | undefined>}
 */
function failureOf(words) {
  return new Promise((done) => {
    execFile(process.execPath, words, { maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
      done(error === null ? undefined : `\n${stdout}${stderr}`),
    );
  });
}

/** @param {string} rules @returns {string[]} */
function depcruise(rules) {
  return ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', '--config', rules, 'src'];
}
