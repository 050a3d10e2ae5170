import { floorRules } from './scripts/floors.mjs';

const TENSORFLOW = '^node_modules/@tensorflow/';

/**
 * What is loaded when a module is: rules by reachability on the imports that are left at run time.
 * `.dependency-cruiser.types.js` has the rules on imports as they are written, types included.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    ...floorRules('reach'),
    {
      name: 'serving-without-training',
      comment: 'Serving scores what a snapshot holds; it never loads TensorFlow or what trains with it.',
      severity: 'error',
      from: { path: ['^src/(graphql|recommend|influence|graphs|snapshot)/', '^src/serving\\.ts$'] },
      to: { path: [TENSORFLOW, '^src/(models|engine|pipeline)/'], reachable: true },
    },
    {
      name: 'answering-without-training',
      comment: 'Commands that only answer load nothing that trains.',
      severity: 'error',
      from: { path: '^src/cli/commands/(serve|recommend|explain|store-.*|snapshots-.*|version)[.]ts$' },
      to: { path: [TENSORFLOW, '^src/(models|engine)/'], reachable: true },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: false,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/(linalg/kernels/assembly|graphql/graphiql/assets)/' },
  },
};
