import type { BenchRun, Measurement, Section } from '../harness/bench.js';
import { FROZEN_PUBLISHED, frozenSettings } from './frozen-settings.js';
import { fullResults, keepResult, resultsOf, type FullResult } from './full-results.js';
import { publishedFiles, runPublished } from './published-run.js';

/** Means over seeds are of these. */
const SEEDS = [1, 2, 3];

interface FullRow {
  /** Of the frozen settings too. */
  readonly row: string;
  readonly dataset: string;
  /** Limits of the means of recall@20 and ndcg@20, and of the slowest run. */
  readonly recall: number;
  readonly ndcg: number;
  readonly seconds: number;
}

const ROWS: readonly FullRow[] = [
  { row: 'gowalla', dataset: 'gowalla', recall: 0.1941, ndcg: 0.1616, seconds: 300 },
  { row: 'yelp2018', dataset: 'yelp2018', recall: 0.0719, ndcg: 0.0594, seconds: 300 },
  { row: 'gowalla-30', dataset: 'gowalla', recall: 0.2, ndcg: 0.168, seconds: 1800 },
  { row: 'yelp2018-30', dataset: 'yelp2018', recall: 0.0749, ndcg: 0.0619, seconds: 1800 },
];

/** Three seeds a row. `measure`: read what is missing, and keep each reading; else only say what was kept. */
export function fullSections(measure: boolean): readonly Section[] {
  return ROWS.map((row) => sectionOf(row, measure));
}

function sectionOf({ row, dataset, ...limits }: FullRow, isMeasuring: boolean): Section {
  const of = (figure: string): string => `${dataset}, blend within ${limits.seconds / 60} minutes, 3 seeds: ${figure}`;
  const [recall, ndcg, seconds] = [of('recall@20'), of('ndcg@20'), of('slowest')];
  return {
    name: isMeasuring ? row : `${row}-full`,
    needs: publishedFiles(dataset),
    bars: [
      { name: recall, limit: limits.recall, unit: 'share', passes: 'atLeast' },
      { name: ndcg, limit: limits.ndcg, unit: 'share', passes: 'atLeast' },
      { name: seconds, limit: limits.seconds, unit: 's', passes: 'within' },
    ],
    async measure(bench): Promise<Measurement> {
      const { settings } = (await frozenSettings(FROZEN_PUBLISHED))[row]!;
      const known = async (): Promise<readonly FullResult[]> => resultsOf(await fullResults(), row, settings);
      if (isMeasuring) await measureMissing({ row, dataset }, await known(), bench);
      const results = await known();
      if (results.length < SEEDS.length) {
        const reason = `${results.length} of ${SEEDS.length} seeds are in bench/results: npm run bench -- quality-full`;
        return { values: {}, skipped: Object.fromEntries([recall, ndcg, seconds].map((name) => [name, reason])) };
      }
      const [recalls, ndcgs] = [results.map((one) => one.recall), results.map((one) => one.ndcg)];
      const values = {
        [recall]: mean(recalls),
        [ndcg]: mean(ndcgs),
        [seconds]: Math.max(...results.map((one) => one.seconds)),
      };
      const { commit, machine } = results.at(-1)!;
      const spread = `± ${deviation(recalls).toFixed(5)} and ${deviation(ndcgs).toFixed(5)}`;
      return { values, note: `${spread} (sd), ${machine.measuredAt.slice(0, 10)}, ${commit}, ${machine.processor}` };
    },
  };
}

async function measureMissing(
  { row, dataset }: Pick<FullRow, 'row' | 'dataset'>,
  known: readonly FullResult[],
  bench: BenchRun,
): Promise<void> {
  const { settings } = (await frozenSettings(FROZEN_PUBLISHED))[row]!;
  for (const seed of SEEDS.filter((one) => known.every((result) => result.seed !== one))) {
    bench.say(`${row}: seed ${seed} …`);
    const run = await runPublished({ dataset, model: 'blend', seed, settings }, bench);
    await keepResult({ row, seed, settings, ...run });
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of a sample: n − 1. */
function deviation(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}
