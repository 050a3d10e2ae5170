import { floorRules, roomRule } from './scripts/floors.mjs';

/** A package of declarations: there is no module to find. */
const TYPES_ONLY = '^@graphql-typed-document-node/core$';

/** @type {(name: string, only: string, packages: string[]) => import('dependency-cruiser').IForbiddenRuleType} */
const keptTo = (name, only, packages) => ({
  name,
  comment: `${packages.join(', ')}: imported only in ${only}.`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/(${only})/` },
  to: { path: packages.map((name) => `^node_modules/(@types/)?${name}`) },
});

/**
 * Imports as they are written, type-only ones included: floors and packages keep their rooms in types too.
 * `.dependency-cruiser.js` has the rules by reachability.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    ...floorRules('import'),
    roomRule(),
    keptTo('grafeo-only-in-embedded-store', 'store/embedded', ['@grafeo-db/']),
    keptTo('neo4j-only-in-its-store', 'store/neo4j', ['neo4j-driver']),
    keptTo('tensorflow-only-in-engine-and-models', 'engine|models', ['@tensorflow/']),
    keptTo('graphql-only-in-graphql', 'graphql|client', ['@apollo/', '@graphql-', 'graphql/', 'dataloader/']),
    keptTo('graphology-only-in-graphs', 'graphs', ['graphology', 'ts-graphviz']),
    keptTo('jose-only-in-access', 'graphql/access', ['jose/']),
    keptTo('commander-only-in-cli', 'cli', ['commander/']),
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: TYPES_ONLY } },
    {
      name: 'shipped-dependencies',
      comment: 'What src imports is installed with the package.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'sources-stand-alone',
      comment: 'src knows nothing of its tests, benchmarks and scripts.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench|scripts|dist)/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/(linalg/kernels/assembly|graphql/graphiql/assets)/' },
  },
};
