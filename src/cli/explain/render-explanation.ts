import { formatFigure } from '../terminal/format-figures.js';
import { signedBar } from '../terminal/signed-bar.js';
import { renderTable } from '../terminal/table.js';
import type { Explanation } from './explanation.js';

/** The explanation as a table for people: titles, dates, bars. */
export function renderExplanation(explanation: Explanation): string {
  const { source, snapshot, score, rank, interactions, counterfactual } = explanation;
  if (score === null) return `Nothing of this user's is known to the snapshot: source ${source}, snapshot ${snapshot}`;
  const largest = Math.max(...interactions.map(({ influence }) => Math.abs(influence)));
  const table = renderTable(
    [
      { title: 'item' },
      { title: 'title' },
      { title: 'last' },
      { title: 'events', align: 'right' },
      { title: 'influence', align: 'right' },
      { title: '' },
      { title: 'rank without', align: 'right' },
    ],
    interactions.map(({ item, title, events, influence, rankWithout }) => [
      item,
      title ?? '',
      events.at(-1)?.at?.slice(0, 10) ?? '',
      String(events.length),
      formatFigure(influence),
      signedBar(influence, largest),
      rankWithout === null ? '–' : String(rankWithout),
    ]),
  );
  const standing = `${explanation.title ?? explanation.item}: score ${formatFigure(score)}, rank ${rank ?? '–'}\n`;
  return `${standing}${table}${describeCounterfactual(counterfactual)}source ${source}, snapshot ${snapshot}`;
}

function describeCounterfactual(found: Explanation['counterfactual']): string {
  if (found === null) return '';
  const preposition = found.direction === 'REMOVE' ? 'without' : 'with';
  const then = found.rankAfter === null ? 'nothing would be left to go by' : `it would be at rank ${found.rankAfter}`;
  const proof = found.minimal ? '; no smaller set does' : '';
  return `${preposition} ${found.items.join(', ')} ${then}${proof}\n`;
}
