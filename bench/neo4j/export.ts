import { runContext } from '../../src/core/run-context.js';
import { datasetFromStore } from '../../src/dataset/from-store.js';
import type { Section } from '../harness/bench.js';
import { median } from '../harness/median.js';
import { GOWALLA_TRAIN } from '../main-job/gowalla.js';
import { gowallaOnNeo4j } from './gowalla.js';
import { withStoreOf } from './server.js';

const TIMES = 5;
const EXPORT = 'export of gowalla to CSR, median of 5';

/** From the first question to a dataset with its CSR and fingerprint, as training takes it. */
export const exportSection: Section = {
  name: 'export',
  needs: [GOWALLA_TRAIN],
  bars: [{ name: EXPORT, limit: 3, unit: 's', passes: 'within' }],
  async measure(run) {
    const { server } = await gowallaOnNeo4j(run);
    return withStoreOf(server, async (store) => {
      const seconds: number[] = [];
      let pairs = 0;
      for (let time = 0; time < TIMES; time++) {
        const started = performance.now();
        const dataset = await datasetFromStore(store, {}, runContext({ signal: run.signal }));
        seconds.push((performance.now() - started) / 1000);
        pairs = dataset.interactions.indices.length;
      }
      const told = seconds.map((each) => each.toFixed(2)).join(', ');
      return { values: { [EXPORT]: median(seconds) }, note: `${pairs} pairs; one after another: ${told} s` };
    });
  },
};
