import type { BarDefinition, Section } from '../harness/bench.js';
import { FROZEN_PUBLISHED, frozenSettings } from './frozen-settings.js';
import { describeRun, publishedFiles, runPublished } from './published-run.js';

export interface PublishedSplit {
  readonly name: string;
  readonly dataset: string;
  readonly model: string;
  /** Name of the frozen settings that differ from the defaults; the defaults when absent. */
  readonly frozen?: string;
  /** Limits of recall@20 and ndcg@20. */
  readonly recall: number;
  readonly ndcg: number;
  /** Limit of the wall time of the whole command. */
  readonly seconds?: number;
  /** Limit of the peak resident set. */
  readonly bytes?: number;
}

/** One model on a published split with one seed: what it ranks like, what that takes. */
export function publishedSplitSection({ name, dataset, model, frozen, ...limits }: PublishedSplit): Section {
  const of = (figure: string): string => `${dataset}, ${model}: ${figure}`;
  const [recall, ndcg, seconds, bytes] = [of('recall@20'), of('ndcg@20'), of('wall time'), of('peak memory')];
  return {
    name,
    needs: publishedFiles(dataset),
    bars: [
      { name: recall, limit: limits.recall, unit: 'share', passes: 'atLeast' },
      { name: ndcg, limit: limits.ndcg, unit: 'share', passes: 'atLeast' },
      ...barWithin(seconds, limits.seconds, 's'),
      ...barWithin(bytes, limits.bytes, 'bytes'),
    ],
    async measure(bench) {
      const settings = frozen === undefined ? {} : (await frozenSettings(FROZEN_PUBLISHED))[frozen]!.settings;
      const run = await runPublished({ dataset, model, seed: 1, settings }, bench);
      const values = {
        [recall]: run.recall,
        [ndcg]: run.ndcg,
        ...(limits.seconds !== undefined && { [seconds]: run.seconds }),
        ...(limits.bytes !== undefined && { [bytes]: run.peakRss }),
      };
      return { values, note: `seed 1, ${describeRun(run)}` };
    },
  };
}

function barWithin(name: string, limit: number | undefined, unit: string): BarDefinition[] {
  return limit === undefined ? [] : [{ name, limit, unit, passes: 'within' }];
}
