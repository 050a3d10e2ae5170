// Writes docs/errors.md from the catalogue; with --check fails when what is committed is not what would be written.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { ERRORS, type ErrorEntry } from '../src/core/error-catalogue.js';

const PATH = 'docs/errors.md';
const document = await errorsDocument();

if (!process.argv.includes('--check')) {
  writeFileSync(PATH, document);
} else if (!existsSync(PATH) || readFileSync(PATH, 'utf8') !== document) {
  console.error(`${PATH} is not what src/core/error-catalogue.ts says: run \`npm run docs:errors\`.`);
  process.exitCode = 1;
}

function describePublic(isPublic: ErrorEntry['public']): string {
  if (isPublic === 'code') return 'code';
  return isPublic ? 'yes' : 'no';
}

async function errorsDocument(): Promise<string> {
  const rows = Object.entries<ErrorEntry>(ERRORS).map(
    ([code, entry]) =>
      `| \`${code}\` | ${entry.when} | ${entry.cure} | ${entry.exitCode} | ${describePublic(entry.public)} |`,
  );
  const text = `# Errors

Every error of Edgewise has a stable code. A command prints it with what was wrong, where, and the cure, and ends with
the exit code; the API gives it as \`extensions.code\`, or as \`code\` of a \`userErrors\` entry. Clients of the API see the
codes marked so with what was wrong; those marked \`code\` with the words of this table alone, for a message may name
places of the operator; anything else is \`INTERNAL\` to them. The log has the rest. A refused line of input carries a
\`ROW_\` code in the rejects file.

Exit codes: 1 failure, 2 usage, 3 refused by a gate, 130 interrupted.

This page is written by \`npm run docs:errors\` from src/core/error-catalogue.ts.

| Code | When | Cure | Exit | API |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
  return format(text, { parser: 'markdown', proseWrap: 'preserve' });
}
