import { execFileSync } from 'node:child_process';

/**
 * End-to-end tests run the built program: built once before all of them, where it is older than its sources. Runs that
 * name other folders do without.
 *
 * @param {{ testPathPatterns: { patterns: string[] } }} config
 */
export default function buildProgram({ testPathPatterns }) {
  const { patterns } = testPathPatterns;
  const needsProgram = patterns.length === 0 || patterns.some((pattern) => /e2e|full/.test(pattern));
  if (needsProgram)
    execFileSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { stdio: ['ignore', 'pipe', 'inherit'] });
}
