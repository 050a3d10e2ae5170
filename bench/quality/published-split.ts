import type { BarDefinition, Section } from '../harness/bench.js';
import { runEdgewise } from '../harness/edgewise-process.js';

export interface PublishedSplit {
  readonly name: string;
  readonly dataset: string;
  readonly model: string;
  /** Limits of recall@20 and ndcg@20. */
  readonly recall: number;
  readonly ndcg: number;
  /** Limit of the wall time of the whole command. */
  readonly seconds?: number;
  /** Limit of the peak resident set. */
  readonly bytes?: number;
}

/** What the bars read of the answer of `evaluate --json`. */
interface EvaluateAnswer {
  readonly metrics: Readonly<Record<string, number>>;
  readonly epochs: number;
  readonly bestEpoch: number;
  /** Bytes. */
  readonly peakRss: number;
}

/** `edgewise evaluate` of one model at its defaults, as a user runs it: reading, choosing, training and ranking. */
export function publishedSplitSection({ name, dataset, model, ...limits }: PublishedSplit): Section {
  const [train, test] = [`../shared/data/${dataset}/train.txt`, `../shared/data/${dataset}/test.txt`];
  const of = (figure: string): string => `${dataset}, ${model}: ${figure}`;
  const [recall, ndcg, seconds, bytes] = [of('recall@20'), of('ndcg@20'), of('wall time'), of('peak memory')];
  return {
    name,
    needs: [train, test],
    bars: [
      { name: recall, limit: limits.recall, unit: 'share', passes: 'atLeast' },
      { name: ndcg, limit: limits.ndcg, unit: 'share', passes: 'atLeast' },
      ...barWithin(seconds, limits.seconds, 's'),
      ...barWithin(bytes, limits.bytes, 'bytes'),
    ],
    async measure({ signal }) {
      const words = ['evaluate', '--model', model, '--format', 'lightgcn', '--train', train, '--test', test];
      const run = await runEdgewise(words, signal);
      const { metrics, epochs, bestEpoch, peakRss } = run.answer as EvaluateAnswer;
      const values = {
        [recall]: metrics['recall@20'] ?? Number.NaN,
        [ndcg]: metrics['ndcg@20'] ?? Number.NaN,
        ...(limits.seconds !== undefined && { [seconds]: run.seconds }),
        ...(limits.bytes !== undefined && { [bytes]: peakRss }),
      };
      const cost = `${run.seconds.toFixed(0)} s, peak ${(peakRss / 1e6).toFixed(0)} MB`;
      return { values, note: `seed 1, ${epochs} epochs, best ${bestEpoch}, ${cost}` };
    },
  };
}

function barWithin(name: string, limit: number | undefined, unit: string): BarDefinition[] {
  return limit === undefined ? [] : [{ name, limit, unit, passes: 'within' }];
}
