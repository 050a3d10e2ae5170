/**
 * @typedef {object} Results
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {number} numRuntimeErrorTestSuites files that could not be loaded
 */

/** Ends a run with `N passed, N failed[, N skipped]` on stdout; a file that cannot be loaded counts as one failure. */
export default class LastLineReporter {
  /**
   * @param {unknown} _contexts
   * @param {Results} results
   */
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const tail = skipped === 0 ? '' : `, ${skipped} skipped`;
    const line = `${results.numPassedTests} passed, ${failed} failed${tail}\n`;
    // jest's own summary is written after every other reporter is done.
    process.once('exit', () => process.stdout.write(line));
  }
}
