import type { Section } from '../harness/bench.js';
import { GOWALLA_TRAIN, importGowalla } from './gowalla.js';

const DURATION = 'import of 810,128 interactions';

export const importSection: Section = {
  name: 'import',
  needs: [GOWALLA_TRAIN],
  bars: [{ name: DURATION, limit: 60, unit: 's', passes: 'within' }],
  async measure(run) {
    const seconds = await importGowalla(run);
    return {
      values: { [DURATION]: seconds },
      note: `${Math.round(810_128 / seconds)} interactions a second, process start included`,
    };
  },
};
