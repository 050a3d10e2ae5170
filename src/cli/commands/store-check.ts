import { EdgewiseError } from '../../core/errors.js';
import { defineCommand } from '../command-definition.js';
import { formatCount } from '../terminal/format-figures.js';
import { withStore } from '../with-store.js';

export const storeCheckCommand = defineCommand({
  name: 'check',
  summary: 'read every interaction and item and hold them against the rules of the store',
  description: 'Ends with 1 and STORE_CORRUPT when a rule is broken: keys, times, weights, order and counts.',
  settings: ['storeUrl'],
  examples: [{ command: 'edgewise store check', shows: 'what was read, or what is wrong' }],
  async run(call) {
    const { checkStore } = await import('../../pipeline/check-store.js');
    const check = await withStore(call, (store) => checkStore(store, call.run));
    call.output.result(check, () => {
      const read = `${formatCount(check.users)} users, ${formatCount(check.items)} items and ${formatCount(check.interactions)} interactions`;
      return check.problems.length === 0
        ? `Read ${read}: all in order.`
        : `Read ${read}:\n${check.problems.join('\n')}`;
    });
    if (check.problems.length > 0)
      throw new EdgewiseError('STORE_CORRUPT', `The store breaks ${check.problems.length} rules.`);
  },
});
