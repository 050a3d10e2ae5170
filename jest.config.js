/** Quick tests by default; `EDGEWISE_TESTS=full` (set by `npm run test:full`) adds test/full. */
const full = process.env['EDGEWISE_TESTS'] === 'full';

/** @type {import('jest').Config} */
export default {
  roots: ['<rootDir>/test'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: full ? [] : ['<rootDir>/test/full/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, swcrc: false }] },
  resolver: '<rootDir>/test/setup/resolver.cjs',
  testEnvironment: '<rootDir>/test/setup/environment.js',
  setupFilesAfterEnv: ['<rootDir>/test/setup/silent-console.js'],
  reporters: ['default', '<rootDir>/test/setup/last-line-reporter.js'],
  testTimeout: full ? 600_000 : 30_000,
  maxWorkers: 2,
};
