/** Ends a run with `N passed, N failed[, N skipped]` on stdout; a file that cannot be loaded counts as one failure. */
export default class LastLineReporter {
  /**
   * @param {unknown} _contexts
   * @param {import('@jest/reporters').AggregatedResult} results
   */
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const tail = skipped === 0 ? '' : `, ${String(skipped)} skipped`;
    const line = `${String(results.numPassedTests)} passed, ${String(failed)} failed${tail}\n`;
    // jest's own summary is written after every other reporter is done.
    process.once('exit', () => process.stdout.write(line));
  }
}
