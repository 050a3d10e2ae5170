import { bprSection, gpuSection, softmaxSection } from './engine/steps.js';
import { wholeTrainingSection } from './engine/whole-training.js';
import type { Bench } from './harness/bench.js';
import { smallScaleSection } from './scale.js';
import { againstNativeSection } from './spmm/against-native.js';

/** The bars of the engine; what is compared takes turns on the same machine. */
export const engineBench: Bench = {
  name: 'engine',
  summary: 'products and training steps beside native code, RecBole and numpy; ranking, memory, growth',
  sections: [
    { ...againstNativeSection, name: 'product', bars: againstNativeSection.bars.slice(0, 1) },
    bprSection,
    softmaxSection,
    wholeTrainingSection,
    { ...smallScaleSection, name: 'growth' },
    gpuSection,
  ],
};
