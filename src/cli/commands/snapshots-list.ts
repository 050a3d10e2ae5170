import type { ListedVersion } from '../../snapshot/list-versions.js';
import { isRefused } from '../../snapshot/manifest.js';
import { defineCommand } from '../command-definition.js';
import { openSnapshots } from '../open-snapshots.js';
import { formatBytes, formatCount, formatTime } from '../terminal/format-figures.js';
import { renderTable } from '../terminal/table.js';

export const snapshotsListCommand = defineCommand({
  name: 'list',
  summary: 'list snapshots, newest first',
  settings: ['snapshotDirectory'],
  examples: [{ command: 'edgewise snapshots list', shows: 'versions, figures and which one is served' }],
  async run(call) {
    const versions = await (await openSnapshots(call)).list();
    call.output.result({ snapshots: versions.map(describeVersion) }, () => renderVersions(versions));
  },
});

function describeVersion({ version, isCurrent, bytes, manifest, problem }: ListedVersion): object {
  const place = { version, current: isCurrent, bytes };
  if (manifest === undefined) return { ...place, problem: { code: problem?.code, message: problem?.message } };
  const { createdAt, counts, metrics, components, refresh } = manifest;
  return {
    ...place,
    refused: isRefused(manifest),
    createdAt,
    counts,
    metrics,
    components: components.map(({ kind, name }) => ({ kind, name })),
    ...(refresh !== undefined && { refresh }),
  };
}

function renderVersions(versions: readonly ListedVersion[]): string {
  if (versions.length === 0) return 'There is no snapshot yet: run `edgewise train`.';
  return renderTable(
    [
      { title: '' },
      { title: 'version' },
      { title: 'created' },
      { title: 'users', align: 'right' },
      { title: 'items', align: 'right' },
      { title: 'pairs', align: 'right' },
      { title: 'recall@20', align: 'right' },
      { title: 'size', align: 'right' },
    ],
    versions.map(({ version, isCurrent, bytes, manifest, problem }) => {
      if (manifest === undefined) return [isCurrent ? '*' : '', version, problem?.code ?? ''];
      const mark = isCurrent ? '*' : isRefused(manifest) ? 'refused' : '';
      const { users, items, interactions } = manifest.counts;
      const recall = manifest.metrics['recall@20']?.toFixed(4) ?? '–';
      return [
        mark,
        version,
        formatTime(manifest.createdAt),
        ...[users, items, interactions].map(formatCount),
        recall,
        formatBytes(bytes),
      ];
    }),
  );
}
