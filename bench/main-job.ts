import type { Bench } from './harness/bench.js';
import { splitSection } from './main-job/evaluate-split.js';
import { importSection } from './main-job/import.js';
import { quickstartSection } from './main-job/quickstart.js';
import { serveSection } from './main-job/serve.js';

/** The bars of the main job: from a file of interactions to recommendations over HTTP, through the built CLI. */
export const mainJob: Bench = {
  name: 'main-job',
  summary: 'import, train, evaluate, serve and quickstart through the command line',
  sections: [
    quickstartSection,
    importSection,
    serveSection,
    splitSection({ dataset: 'gowalla', recall: 0.155 }),
    splitSection({ dataset: 'yelp2018', recall: 0.067 }),
  ],
};
