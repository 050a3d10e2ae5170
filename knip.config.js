import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Programs that tests and benchmarks start in a process of their own: nothing imports them, and they export nothing. */
const programs = ['test', 'bench']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .filter((path) => !/^export /m.test(readFileSync(path, 'utf8')));

/** What nothing uses: files, exports, dependencies. @type {import('knip').KnipConfig} */
export default {
  entry: [
    'src/index.ts',
    'src/cli/edgewise.ts',
    'src/**/worker.js',
    'src/graphql/computing/thread-program.ts',
    'scripts/*.{mjs,ts}',
    'scripts/neo4j/supervisor.mjs',
    'test/**/*.test.ts',
    'test/setup/**/*.{js,cjs}',
    '.dependency-cruiser.types.js',
    ...programs,
    'bench/serving/peers/{apollo,edgewise,mercurius}.ts',
  ],
  project: ['src/**/*.{ts,js}', 'bench/**/*.ts', 'scripts/**', 'test/**', 'examples/**'],
  ignore: ['src/linalg/kernels/assembly/**', 'src/graphql/graphiql/assets/**'],
  // Copied, not imported: scripts/copy-graphiql.mjs.
  ignoreDependencies: ['graphiql', 'webgpu'],
  ignoreBinaries: ['java', 'mkfifo', 'openssl', 'taskset', 'unshare'],
  ignoreExportsUsedInFile: { interface: true, type: true },
};
