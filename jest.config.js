/** The quick tests; jest.full.config.js adds test/full. @type {import('jest').Config} */
export default {
  roots: ['<rootDir>/test'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['<rootDir>/test/full/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, swcrc: false }],
  },
  // As the package exports it.
  moduleNameMapper: { '^edgewise/client$': '<rootDir>/src/client/index.ts' },
  resolver: '<rootDir>/test/setup/resolver.cjs',
  globalSetup: '<rootDir>/test/setup/build-program.js',
  testEnvironment: '<rootDir>/test/setup/environment.js',
  setupFilesAfterEnv: ['<rootDir>/test/setup/silent-console.js', '<rootDir>/test/setup/same-properties.js'],
  reporters: ['default', '<rootDir>/test/setup/last-line-reporter.js'],
  testTimeout: 30_000,
  maxWorkers: 2,
};
