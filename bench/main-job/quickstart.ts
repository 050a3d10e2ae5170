import type { Section } from '../harness/bench.js';
import { runEdgewise } from '../harness/edgewise-process.js';

const DURATION = 'quickstart';

interface QuickstartAnswer {
  readonly metrics: { readonly model: Metrics; readonly popularity: Metrics };
}

type Metrics = Readonly<Record<string, number>>;

export const quickstartSection: Section = {
  name: 'quickstart',
  needs: [],
  bars: [{ name: DURATION, limit: 60, unit: 's', passes: 'within' }],
  async measure({ signal }) {
    const { answer, seconds } = await runEdgewise(['quickstart', '--exit', '--port', '0'], signal);
    const { model, popularity } = (answer as QuickstartAnswer).metrics;
    const recall = (metrics: Metrics): string => metrics['recall@20']?.toFixed(4) ?? '–';
    return {
      values: { [DURATION]: seconds },
      note: `recall@20 ${recall(model)} on the synthetic sample, popularity ${recall(popularity)}`,
    };
  },
};
