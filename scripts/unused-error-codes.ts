// Fails when the catalogue declares a code that no source uses: docs/errors.md promises only what can happen.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERRORS } from '../src/core/error-catalogue.js';

const CATALOGUE = join('src', 'core', 'error-catalogue.ts');

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((name) => join('src', name))
  .filter((path) => /\.[jt]s$/.test(path) && path !== CATALOGUE)
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');
const unused = Object.keys(ERRORS).filter(
  (code) => !new RegExp(`\\b${code}\\b`).test(sources.replace(/^\s*(\*|\/).*$/gm, '')),
);

if (unused.length > 0) {
  console.error(`Codes of src/core/error-catalogue.ts that no source uses: ${unused.join(', ')}.`);
  process.exitCode = 1;
}
