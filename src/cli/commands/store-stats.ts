import type { StoreStats } from '../../store/interaction-store.js';
import { STORE_SETTINGS } from '../../config/neo4j-settings.js';
import { defineCommand } from '../command-definition.js';
import { formatCount, formatTime } from '../terminal/format-figures.js';
import { renderTable } from '../terminal/table.js';
import { withStore } from '../with-store.js';

export const storeStatsCommand = defineCommand({
  name: 'stats',
  summary: 'count users, items and interactions by behavior',
  settings: [...STORE_SETTINGS],
  examples: [
    { command: 'edgewise store stats', shows: 'counts of ./data/store, also while `edgewise serve` holds it' },
    {
      command: 'edgewise store stats --store embedded:/srv/store --json',
      shows: 'the same of another store, for a script',
    },
  ],
  async run(call) {
    const stats = await withStore(call, (store) => store.stats());
    call.output.result(stats, () => renderStats(stats));
  },
});

function renderStats(stats: StoreStats): string {
  const behaviors = Object.entries(stats.behaviors).map(([name, count]) => [`  ${name}`, formatCount(count)]);
  const times = [
    ['first', stats.firstAt],
    ['last', stats.lastAt],
  ] as const;
  return renderTable(
    [{ title: 'what' }, { title: 'count', align: 'right' }],
    [
      ['users', formatCount(stats.users)],
      ['items', formatCount(stats.items)],
      ['interactions', formatCount(stats.interactions)],
      ...behaviors,
      ...times.flatMap(([name, at]) => (at === undefined ? [] : [[name, formatTime(at)]])),
    ],
  );
}
