/** The built program of computing threads: Node cannot start the one among the sources. */
export const PROGRAM = new URL('../../../dist/graphql/computing/thread-program.js', import.meta.url);
