import type { Bench, Section } from './harness/bench.js';
import { GROWTH, measureGrowth } from './scale/growth.js';

const SMALL = [1e5, 3e5, 1e6, 3e6];
const LARGE = [1e7, 3e7];

/** A minute: what the benchmark `engine` reads its row from. */
export const smallScaleSection: Section = scaleSection('small', SMALL);

/** How training grows with the graph, and where it ends. */
export const scaleBench: Bench = {
  name: 'scale',
  summary: 'steps, memory and growth on generated graphs up to 30 million interactions',
  sections: [smallScaleSection, scaleSection('all', [...SMALL, ...LARGE])],
};

function scaleSection(name: string, sizes: readonly number[]): Section {
  return { name, needs: [], bars: [GROWTH], measure: (run) => measureGrowth(sizes, run) };
}
