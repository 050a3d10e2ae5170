import { STORE_SETTINGS } from '../../config/neo4j-settings.js';
import { integer } from '../../config/value-types.js';
import { EdgewiseError } from '../../core/errors.js';
import type { StoreCheck, StoreProblem } from '../../pipeline/check-store.js';
import { defineCommand } from '../command-definition.js';
import { formatCount } from '../terminal/format-figures.js';
import { withStore } from '../with-store.js';

export const storeCheckCommand = defineCommand({
  name: 'check',
  summary: 'hold the whole graph against the rules of the store',
  description:
    'Looks for missing constraints, nodes without key, repeated keys, interactions with missing or odd behavior, time or ' +
    'weight, repeated ones, and relationships that lead elsewhere; says how many, where, and the cure. Ends with 1 and ' +
    'STORE_INCONSISTENT when a rule is broken. Users without interactions whom nothing describes, and items without ' +
    'any, are told, and break none.',
  options: {
    examples: { flag: '--examples <n>', type: integer(0, 1000), description: 'places shown of each (default: 5)' },
  },
  settings: [...STORE_SETTINGS],
  examples: [{ command: 'edgewise store check', shows: 'what was read, or what is wrong, where, and the cure' }],
  async run(call) {
    const { checkStore } = await import('../../pipeline/check-store.js');
    const check = await withStore(call, (store) => checkStore(store, call.options.examples ?? 5, call.run));
    call.output.result(check, () => render(check));
    if (check.problems.length > 0) {
      throw new EdgewiseError('STORE_INCONSISTENT', `The graph breaks ${check.problems.length} rules of the store.`);
    }
  },
});

function render({ users, items, interactions, problems, notes }: StoreCheck): string {
  const read = `${formatCount(users)} users, ${formatCount(items)} items and ${formatCount(interactions)} interactions`;
  const verdict = problems.length === 0 ? `Read ${read}: all in order.` : `Read ${read}:`;
  return [verdict, ...problems.map(describe), ...notes.map(describe)].join('\n');
}

function describe({ total, what, cure, examples }: StoreProblem): string {
  const places = examples.length === 0 ? '' : ` (${examples.map((place) => JSON.stringify(place)).join(', ')})`;
  return `${formatCount(total)} ${what}${places}\n    ${cure}`;
}
