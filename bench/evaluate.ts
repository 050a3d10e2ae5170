import { rankUsers } from '../src/models/ranking/rank-users.js';
import type { Bench } from './harness/bench.js';
import { GOWALLA_TRAIN } from './main-job/gowalla.js';
import { gowallaDataset } from './step/gowalla-dataset.js';
import { prepareTraining } from './step/prepared-training.js';

const RANKING = 'top 20 of all items for all users';

/** Full ranking of gowalla as evaluation does it: every user, the whole catalog, training items left out. */
export const evaluate: Bench = {
  name: 'evaluate',
  summary: 'ranking the whole catalog for all users of gowalla',
  sections: [
    {
      name: 'ranking',
      needs: [GOWALLA_TRAIN],
      bars: [{ name: RANKING, limit: 10, unit: 's', passes: 'within' }],
      async measure({ signal }) {
        const { interactions } = await gowallaDataset();
        const training = await prepareTraining(interactions, 'wasm', 'sampled-softmax');
        const { propagation, state, job } = training;
        const { layout, panels } = state.optimizer;
        const embeddings = await layout.readMapped(panels, (panel) => propagation.embeddings(panel)); // [N·d]
        await training.dispose();
        const firstItem = interactions.rows * job.hyperparameters.dimensions;
        const started = performance.now();
        await rankUsers({
          users: embeddings.subarray(0, firstItem),
          items: embeddings.subarray(firstItem),
          dimensions: job.hyperparameters.dimensions,
          queries: Int32Array.from({ length: interactions.rows }, (_, user) => user),
          known: interactions,
          k: 20,
          signal,
        });
        const seconds = (performance.now() - started) / 1000;
        const note = `${interactions.rows} users, ${interactions.columns} items, ${job.hyperparameters.dimensions} dimensions`;
        return { values: { [RANKING]: seconds }, note };
      },
    },
  ],
};
