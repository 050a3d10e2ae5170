import type { Section } from '../harness/bench.js';
import { runEdgewise } from '../harness/edgewise-process.js';
import { GOWALLA_TRAIN } from '../main-job/gowalla.js';

const TEST = '../shared/data/gowalla/test.txt';
const RANKING = 'full ranking of every gowalla user, top 20';
const MEMORY = 'peak memory of training on gowalla';

interface EvaluateAnswer {
  readonly seconds: { readonly ranking: number };
  /** Bytes. */
  readonly peakRss: number;
  readonly counts: { readonly evaluatedUsers: number };
}

/** One epoch with everything around it: singular vectors, validation, training on all edges, judging. */
export const wholeTrainingSection: Section = {
  name: 'training',
  needs: [GOWALLA_TRAIN, TEST],
  bars: [
    { name: RANKING, limit: 10, unit: 's', passes: 'within' },
    { name: MEMORY, limit: 900, unit: 'MB', passes: 'within' },
  ],
  async measure({ signal }) {
    const files = ['--model', 'gcn', '--format', 'lightgcn', '--train', GOWALLA_TRAIN, '--test', TEST];
    const { answer } = await runEdgewise(['evaluate', ...files, '--epochs', '1', '--engine', 'wasm'], signal);
    const { seconds, peakRss, counts } = answer as EvaluateAnswer;
    return {
      values: { [RANKING]: seconds.ranking, [MEMORY]: peakRss / 1e6 },
      note: `${counts.evaluatedUsers} users; the memory is that of the whole process, reading and judging included`,
    };
  },
};
