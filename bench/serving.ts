import type { Bench } from './harness/bench.js';
import { copSection } from './serving/cop.js';
import { fuzzSection } from './serving/fuzz.js';
import { hostileSection } from './serving/hostile.js';
import { loopDelaySection } from './serving/loop-delay.js';
import { memorySection } from './serving/memory.js';
import { probingSection } from './serving/probing.js';
import { recommendationsSection } from './serving/recommendations.js';
import { swapsSection } from './serving/swaps.js';
import { throughputSection } from './serving/throughput.js';

/** The bars of serving: speed beside other servers, what attackers find, and that nothing is lost while things change. */
export const servingBench: Bench = {
  name: 'serving',
  summary: 'throughput beside Mercurius and Apollo, latency, memory, attacks, swaps and restarts',
  sections: [
    throughputSection,
    recommendationsSection,
    loopDelaySection,
    copSection,
    probingSection,
    hostileSection,
    fuzzSection,
    swapsSection,
    memorySection,
  ],
};
