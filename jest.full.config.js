import quick from './jest.config.js';

/**
 * Every test, those in test/full included (big data sets, many kills, soak), with new examples for properties.
 *
 * @type {import('jest').Config}
 */
export default {
  ...quick,
  testPathIgnorePatterns: [],
  setupFilesAfterEnv: ['<rootDir>/test/setup/silent-console.js'],
  testTimeout: 600_000,
};
