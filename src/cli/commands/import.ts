import { basename } from 'node:path';
import type { ImportReport } from '../../pipeline/import.js';
import { STORE_SETTINGS } from '../../config/neo4j-settings.js';
import { defineCommand } from '../command-definition.js';
import { IMPORT_OPTIONS, sourceAt } from '../source-options.js';
import { formatCount, formatSeconds } from '../terminal/format-figures.js';
import { renderTable } from '../terminal/table.js';
import { withStore } from '../with-store.js';

export const importCommand = defineCommand({
  name: 'import',
  summary: 'read interactions, items and users from files into the store',
  description:
    'Streams, so that files may be larger than memory. The same file twice changes nothing, and what was interrupted or ' +
    'killed is mended by running it again. Lines that cannot be taken go to a file with number, code and reason; above ' +
    '--max-rejected the import fails (exit code 3). Times are ISO 8601, seconds or milliseconds since 1970.',
  options: {
    ...IMPORT_OPTIONS,
  },
  settings: [...STORE_SETTINGS, 'maxRejected'],
  examples: [
    { command: 'edgewise import --format movielens --path ml-latest-small', shows: 'ratings with titles and genres' },
    { command: 'edgewise import --format lightgcn --path gowalla/train.txt', shows: 'a published split' },
    {
      command:
        'edgewise import --format csv --path log.csv.gz --map user=personId,item=contentId,behavior=eventType,at=timestamp',
      shows: 'any table; what --map does not name is found by its usual name',
    },
    { command: 'edgewise import --format ndjson --path events.ndjson --json', shows: 'counts for a script' },
  ],
  async run(call) {
    const { importInteractions } = await import('../../pipeline/import.js');
    const { options, settings, run } = call;
    const source = sourceAt(options.path, options);
    const rejectsPath = options.rejects ?? `${basename(options.path)}.rejects.ndjson`;
    const { maxRejected } = settings;
    const report = await withStore(call, (store) =>
      importInteractions({ store, source, maxRejected, rejectsPath }, run),
    );
    call.output.result(report, () => renderReport(report));
  },
});

function renderReport(report: ImportReport): string {
  const { lines, interactions, items, users, rejected, rejectedByCode, rejectsPath, seconds } = report;
  const rows = [
    ['interactions', interactions.created, interactions.updated, interactions.unchanged] as const,
    ['items', items.created, items.updated, items.unchanged] as const,
    ['described users', users.created, users.updated, users.unchanged] as const,
  ].map(([name, ...counts]) => [name, ...counts.map(formatCount)]);
  const figure = (title: string) => ({ title, align: 'right' }) as const;
  const table = renderTable([{ title: '' }, figure('new'), figure('changed'), figure('unchanged')], rows);
  const summary = `${formatCount(lines)} lines in ${formatSeconds(seconds * 1000)}`;
  if (rejected === 0) return `${table}${summary}, none rejected`;
  const codes = Object.entries(rejectedByCode).map(([code, count]) => `${code} ${formatCount(count)}`);
  return `${table}${summary}, ${formatCount(rejected)} rejected (${codes.join(', ')}): see ${rejectsPath ?? 'the log'}`;
}
