import quick from './jest.config.js';

/** Every test, those in test/full included: big data sets, many kills, soak. @type {import('jest').Config} */
export default { ...quick, testPathIgnorePatterns: [], testTimeout: 600_000 };
