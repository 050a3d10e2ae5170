import type { SampleDescription } from '../../dataset/formats/generated.js';
import type { EvaluationReport } from '../../evaluate/evaluate-split.js';
import type { ImportReport } from '../../pipeline/import.js';
import type { QuickstartTeller } from '../../pipeline/quickstart.js';
import type { Publication } from '../../pipeline/train-and-publish.js';
import { formatCount, formatSeconds } from '../terminal/format-figures.js';
import type { Output } from '../terminal/output.js';
import { renderTable } from '../terminal/table.js';
import { curlLine } from './sample-query.js';

const SHOWN_METRICS = ['recall@20', 'ndcg@20'] as const;

type ShownMetrics = Readonly<Record<(typeof SHOWN_METRICS)[number], number>>;

/** Tells a person what quickstart does as it goes on; a machine gets it all in one object at the end. */
export class QuickstartStory implements QuickstartTeller {
  readonly #output: Output;
  readonly #started = performance.now();
  #sample = '';
  #metrics: { model: ShownMetrics; popularity: ShownMetrics } | undefined;
  #snapshot = '';

  constructor(output: Output) {
    this.#output = output;
  }

  imported(sample: SampleDescription, { interactions, items, seconds }: ImportReport): void {
    this.#sample = sample.label;
    const all = ({ created, updated, unchanged }: ImportReport['items']): string =>
      formatCount(created + updated + unchanged);
    this.#output.line(
      `${sample.label}\nImported ${all(interactions)} interactions with ${all(items)} items in ${formatSeconds(seconds * 1000)}.\n\n`,
    );
  }

  evaluated(report: EvaluationReport): void {
    const { metrics, popularity, counts, seconds, history } = report;
    this.#metrics = { model: shown(metrics), popularity: shown(popularity) };
    const rows = SHOWN_METRICS.map((name) => [
      name,
      (metrics[name] ?? 0).toFixed(4),
      (popularity[name] ?? 0).toFixed(4),
    ]);
    const table = renderTable(
      [{ title: 'held-out edges' }, { title: 'model', align: 'right' }, { title: 'popularity', align: 'right' }],
      rows,
    );
    this.#output.line(
      `Trained ${history.length} epochs in ${formatSeconds(seconds.training * 1000)}, judged by ${formatCount(counts.heldOut)} later edges that it did not see:\n${table}\n`,
    );
  }

  published({ manifest }: Publication): void {
    this.#snapshot = manifest.version;
    this.#output.line(
      `Trained on all ${formatCount(manifest.counts.interactions)} edges and published ${manifest.version}.\n\n`,
    );
  }

  /** The end: `answer` is what the server said to the query, where it was asked. */
  serving(url: string, query: string, answer: unknown): void {
    const seconds = (performance.now() - this.#started) / 1000;
    const figures = { url, seconds, sample: this.#sample, snapshot: this.#snapshot, metrics: this.#metrics, query };
    this.#output.result({ ...figures, ...(answer !== undefined && { answer }) }, () => {
      const asked = `Ready after ${formatSeconds(seconds * 1000)}: ${url}\n\n${curlLine(url)}\n`;
      return answer === undefined ? `${asked}\nCtrl-C stops.` : `${asked}\n${JSON.stringify(answer, undefined, 2)}`;
    });
  }
}

function shown(metrics: Readonly<Record<string, number>>): ShownMetrics {
  return { 'recall@20': metrics['recall@20'] ?? 0, 'ndcg@20': metrics['ndcg@20'] ?? 0 };
}
