import type { Section } from '../harness/bench.js';
import { runEdgewise } from '../harness/edgewise-process.js';

/** What the bars read of the answer of `evaluate --json`. */
interface EvaluateAnswer {
  readonly metrics: Readonly<Record<string, number>>;
  readonly epochs: number;
  readonly stepMilliseconds: number;
  /** Bytes. */
  readonly peakRss: number;
}

/** Quality of the trained GCN alone on a published split, and the time it takes. */
export function splitSection(options: { readonly dataset: string; readonly recall: number }): Section {
  const train = `../shared/data/${options.dataset}/train.txt`;
  const test = `../shared/data/${options.dataset}/test.txt`;
  const recall = `${options.dataset}: recall@20`;
  const duration = `${options.dataset}: time to train and evaluate`;
  return {
    name: options.dataset,
    needs: [train, test],
    bars: [
      { name: recall, limit: options.recall, unit: 'share', passes: 'above' },
      { name: duration, limit: 15 * 60, unit: 's', passes: 'within' },
    ],
    async measure({ signal }) {
      const words = ['evaluate', '--model', 'gcn', '--format', 'lightgcn', '--train', train, '--test', test];
      const { answer, seconds } = await runEdgewise(words, signal);
      const { metrics, epochs, stepMilliseconds, peakRss } = answer as EvaluateAnswer;
      return {
        values: { [recall]: metrics['recall@20'] ?? Number.NaN, [duration]: seconds },
        note: `ndcg@20 ${metrics['ndcg@20']?.toFixed(4) ?? '–'}, ${epochs} epochs, ${stepMilliseconds.toFixed(0)} ms a step, peak ${(peakRss / 1e6).toFixed(0)} MB`,
      };
    },
  };
}
