import type { SnapshotComparison } from '../../evaluate/compare-snapshots.js';
import type { Evaluation } from '../../evaluate/evaluate-seeds.js';
import { comparedMetricsTable } from '../../evaluate/report/describe-comparison.js';
import { differencesTable, metricsTable } from '../../evaluate/report/describe-evaluation.js';
import {
  counterfactualTable,
  fidelityDifferencesTable,
  fidelityTable,
} from '../../evaluate/report/describe-fidelity.js';
import type { ReportTable } from '../../evaluate/report/report-document.js';
import { formatBytes, formatCount, formatSeconds } from '../terminal/format-figures.js';
import { renderTable } from '../terminal/table.js';

/** The figures for a terminal: metrics, whether popularity was beaten, sizes and cost. */
export function renderEvaluation(evaluation: Evaluation): string {
  const { counts, history, bestEpoch, choice, seconds, stepMilliseconds, peakRss, seeds } = evaluation;
  const sizes = `${formatCount(counts.train)} pairs to learn from, ${formatCount(counts.heldOut)} to judge by, ${formatCount(counts.evaluatedUsers)} users`;
  const epochs =
    history.length === 0
      ? 'trained'
      : `${history.length} epochs (best ${bestEpoch}), ${stepMilliseconds.toFixed(1)} ms a step,`;
  const of = seeds.length === 1 ? '' : ` (seed ${seeds[0]!} of ${seeds.length})`;
  const cost = `${epochs} in ${formatSeconds(seconds.training * 1000)}; ranking ${formatSeconds(seconds.ranking * 1000)}; peak memory ${formatBytes(peakRss)}${of}`;
  const chosen = Object.entries(choice).map(([name, value]) => `${name} ${value}`);
  const chose = chosen.length === 0 ? '' : `\nchosen on validation edges or declared: ${chosen.join(', ')}`;
  const against = `Model − popularity, paired by user:\n${rendered(differencesTable(evaluation.againstPopularity))}`;
  return `${rendered(metricsTable(evaluation))}\n${against}\n${renderFidelity(evaluation)}${sizes}\n${cost}${chose}`;
}

function renderFidelity({ fidelity }: Evaluation): string {
  if (fidelity === undefined) return '';
  const { users, counterfactual } = fidelity;
  if (users === 0) return 'Fidelity: no user has an explained recommendation and 2 to 100 interactions.\n\n';
  return [
    `Fidelity of explanations, first recommendation of ${formatCount(users)} users (deletion-area, pos: less is better):`,
    rendered(fidelityTable(fidelity, true)),
    'Exact influence − the other, paired by user:',
    rendered(fidelityDifferencesTable(fidelity)),
    `Sets of at most ${counterfactual.mostRemoved} interactions without which it is not among the first ${counterfactual.top}:`,
    rendered(counterfactualTable(fidelity)),
    '',
  ].join('\n');
}

/** Two snapshots beside one another, and whether they differ. */
export function renderComparison(comparison: SnapshotComparison): string {
  const { versions, counts, differences } = comparison;
  const sizes = `${formatCount(counts.heldOut)} pairs of ${formatCount(counts.users)} users, new to both; ${formatCount(counts.items)} items that both know`;
  return `${rendered(comparedMetricsTable(comparison))}\n${versions[1]} − ${versions[0]}, paired by user:\n${rendered(differencesTable(differences))}\n${sizes}`;
}

function rendered({ columns, rows }: ReportTable): string {
  return renderTable(columns, rows);
}
