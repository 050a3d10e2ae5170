import { defineConfig, globalIgnores } from 'eslint/config';
import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

const NO_ENVIRONMENT = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only src/config reads the environment: take a setting as an argument.',
};
const NO_MATH_RANDOM = {
  selector: "MemberExpression[object.name='Math'][property.name='random']",
  message: 'Randomness is seeded and passed in: see src/core/random.ts.',
};
const NO_STANDARD_STREAMS = {
  selector: "MemberExpression[object.name='process'][property.name=/^(stdout|stderr)$/]",
  message: 'Only src/cli prints: log to the RunContext instead.',
};

export default defineConfig(
  globalIgnores([
    'dist/',
    'coverage/',
    'src/graphql/generated/',
    'src/client/generated/',
    'src/graphql/graphiql/assets/vendor/',
    'src/linalg/kernels/assembly/',
  ]),
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['*.js'] }, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // An index into a typed array is in range by construction; `!` says so where noUncheckedIndexedAccess cannot know.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'none' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `interface` methods that happen to be async need not await.
      '@typescript-eslint/require-await': 'off',
      // process.env['NAME'] is what noPropertyAccessFromIndexSignature would ask for; both spellings read well.
      '@typescript-eslint/dot-notation': 'off',
      // Hot loops over typed arrays are written with an index on purpose.
      '@typescript-eslint/prefer-for-of': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', NO_ENVIRONMENT, NO_MATH_RANDOM, NO_STANDARD_STREAMS],
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  { files: ['src/config/**'], rules: { 'no-restricted-syntax': ['error', NO_MATH_RANDOM, NO_STANDARD_STREAMS] } },
  {
    files: ['src/cli/**'],
    rules: { 'no-console': 'off', 'no-restricted-syntax': ['error', NO_ENVIRONMENT, NO_MATH_RANDOM] },
  },
  {
    // Programs of their own: they print, and tests hand an environment to the processes that they start.
    files: ['scripts/**', 'bench/**', 'test/**', '*.js'],
    rules: { 'no-console': 'off', 'no-restricted-syntax': ['error', NO_MATH_RANDOM] },
  },
  {
    // `expect(object.method)` is how jest asks; rejecting with anything is what such tests are about.
    files: ['test/**'],
    rules: { '@typescript-eslint/unbound-method': 'off', '@typescript-eslint/prefer-promise-reject-errors': 'off' },
  },
  {
    // Runs in a browser; tsc does not see it.
    files: ['src/graphql/graphiql/assets/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false, project: null } },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'Buffer',
          'clearInterval',
          'clearTimeout',
          'console',
          'module',
          'performance',
          'process',
          'require',
          'setInterval',
          'setTimeout',
          'URL',
          'WebAssembly',
          'SharedArrayBuffer',
          'Atomics',
          'structuredClone',
        ].map((name) => [name, 'readonly']),
      ),
    },
    rules: {
      // JSDoc casts are the only way to say these in plain JavaScript.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
);
