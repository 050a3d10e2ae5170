import type { Publication } from '../pipeline/train-and-publish.js';
import { formatCount, formatFigure, formatSeconds } from './terminal/format-figures.js';
import { renderTable } from './terminal/table.js';

/** What `train` and `refresh` answer with --json. */
export interface PublicationAnswer {
  readonly version: string;
  readonly counts: Publication['manifest']['counts'];
  /** On held-out edges, of the epoch that was kept. */
  readonly metrics: Readonly<Record<string, number>>;
  /** What else was chosen on them, by name. */
  readonly choice: Readonly<Record<string, number>>;
  /** Of all phases. */
  readonly epochs: number;
  readonly bestEpoch: number;
  readonly stepMilliseconds: number;
  readonly seconds: number;
}

export function describePublication(
  { manifest, trained, weights }: Publication,
  milliseconds: number,
): PublicationAnswer {
  return {
    version: manifest.version,
    counts: manifest.counts,
    metrics: manifest.metrics,
    choice: { ...weights, ...trained.choice },
    epochs: trained.history.length,
    bestEpoch: trained.bestEpoch,
    stepMilliseconds: trained.stepMilliseconds,
    seconds: milliseconds / 1000,
  };
}

export function renderPublication(answer: PublicationAnswer): string {
  const { version, counts, metrics, choice, epochs, bestEpoch, seconds } = answer;
  const rows = [
    ['users', formatCount(counts.users)],
    ['items', formatCount(counts.items)],
    ['pairs', formatCount(counts.interactions)],
    ['epochs', `${epochs}, best ${bestEpoch}`],
    ...Object.entries(metrics).map(([name, value]) => [`${name}, held out`, formatFigure(value)]),
    ...Object.entries(choice).map(([name, value]) => [name, formatFigure(value)]),
    ['time', formatSeconds(seconds * 1000)],
  ];
  return `Published ${version}.\n${renderTable([{ title: '' }, { title: '', align: 'right' }], rows).trimStart()}`;
}
