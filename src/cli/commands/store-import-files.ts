import { basename } from 'node:path';
import { text } from '../../config/value-types.js';
import type { ImportFilesReport } from '../../pipeline/write-import-files.js';
import { defineCommand } from '../command-definition.js';
import { IMPORT_OPTIONS, sourceAt } from '../source-options.js';
import { formatCount, formatSeconds } from '../terminal/format-figures.js';

export const storeImportFilesCommand = defineCommand({
  name: 'import-files',
  summary: 'write what `neo4j-admin database import` fills a new Neo4j with',
  description:
    'Reads what `import` reads and writes CSV files with typed headers, the command that imports them (import.sh), the ' +
    'constraints to make afterwards, and a README. Opens no store. The fastest way to a first load of many millions. ' +
    'Memory: the keys, the descriptions of items and users and at most 64 bytes an interaction.',
  options: {
    ...IMPORT_OPTIONS,
    out: {
      flag: '--out <directory>',
      type: text,
      description: 'the directory to make; it must not exist or be empty',
      required: true,
    },
  },
  settings: ['maxRejected'],
  examples: [
    {
      command:
        'edgewise store import-files --format csv --path log.csv.gz --map user=personId,item=contentId --out new-graph',
      shows: 'then `new-graph/import.sh` on the machine of the server',
    },
  ],
  async run(call) {
    const { writeImportFiles } = await import('../../pipeline/write-import-files.js');
    const { options, settings, run } = call;
    const source = sourceAt(options.path, options);
    const rejectsPath = options.rejects ?? `${basename(options.path)}.rejects.ndjson`;
    const { maxRejected } = settings;
    const report = await writeImportFiles({ source, directory: options.out, maxRejected, rejectsPath }, run);
    call.output.result(report, () => render(report));
  },
});

function render(report: ImportFilesReport): string {
  const { directory, users, items, interactions, interactionsRead, attributesLeftOut, lines, rejected, seconds } =
    report;
  const repeated = interactionsRead - interactions;
  const written = `${formatCount(users)} users, ${formatCount(items)} items and ${formatCount(interactions)} interactions`;
  const notes = [`${formatCount(lines)} lines in ${formatSeconds(seconds * 1000)}`];
  if (repeated > 0) notes.push(`${formatCount(repeated)} repeated interactions written once`);
  if (attributesLeftOut > 0) notes.push(`${formatCount(attributesLeftOut)} empty lists left out`);
  notes.push(
    rejected === 0 ? 'none rejected' : `${formatCount(rejected)} rejected: see ${report.rejectsPath ?? 'the log'}`,
  );
  return `${written} in ${directory}\n${notes.join(', ')}\nNow run import.sh there; README.md tells the rest.`;
}
