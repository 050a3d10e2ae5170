import type { Section } from '../harness/bench.js';
import { GOWALLA_TRAIN } from '../main-job/gowalla.js';
import { gowallaOnNeo4j, importSplit } from './gowalla.js';

const INTERACTIONS = 810_128;
const LOAD = 'load of 810,128 interactions by `edgewise import`';
const AGAIN = 'nodes and relationships that a second import makes or changes';

export const loadSection: Section = {
  name: 'load',
  needs: [GOWALLA_TRAIN],
  bars: [
    { name: LOAD, limit: 60, unit: 's', passes: 'within' },
    { name: AGAIN, limit: 0, unit: '', passes: 'within' },
  ],
  async measure(run) {
    const { server, report, seconds } = await gowallaOnNeo4j(run);
    const { created } = report.interactions;
    if (created !== INTERACTIONS) throw new Error(`${created} interactions were created in place of ${INTERACTIONS}`);
    run.say('load: a second time …');
    const again = await importSplit(GOWALLA_TRAIN, server, run);
    const { interactions, items } = again.report;
    const changed = interactions.created + interactions.updated + items.created + items.updated;
    return {
      values: { [LOAD]: seconds, [AGAIN]: changed },
      note: `${Math.round(INTERACTIONS / seconds)} interactions a second, process start included; the second took ${again.seconds.toFixed(1)} s`,
    };
  },
};
