import type { EngineName } from '../../src/engine/start-engine.js';
import type { GcnHyperparameters } from '../../src/models/gcn/hyperparameters.js';
import { trainStep } from '../../src/models/gcn/train-step.js';
import type { Section } from '../harness/bench.js';
import { median } from '../harness/median.js';
import { gowallaDataset } from './gowalla-dataset.js';
import { prepareTraining } from './prepared-training.js';
import { timedStep, type StepParts } from './step-parts.js';

export interface StepChoice {
  readonly loss: GcnHyperparameters['loss'];
  readonly engine: EngineName;
  /** Milliseconds. */
  readonly limit: number;
  /** Steps to take the median of. */
  readonly steps: number;
}

/**
 * Median milliseconds of whole steps; between them steps whose parts are timed, for the note. The processor time of all
 * threads is told too: it says more on a machine that others use.
 */
export function stepSection({ loss, engine, limit, steps }: StepChoice, needs: readonly string[]): Section {
  const bar = `${loss} step, ${engine}`;
  return {
    name: `${loss}-${engine}`,
    needs,
    bars: [{ name: bar, limit, unit: 'ms', passes: 'within' }],
    async measure({ signal }) {
      const training = await prepareTraining((await gowallaDataset()).interactions, engine, loss);
      const whole: number[] = [];
      const processor: number[] = [];
      const parts: StepParts[] = [];
      try {
        for (let run = 0; run < steps + WARM_UP; run++) {
          signal.throwIfAborted();
          const [started, before] = [performance.now(), process.cpuUsage()];
          await trainStep(training);
          const { user, system } = process.cpuUsage(before);
          whole.push(performance.now() - started);
          processor.push((user + system) / 1000);
          parts.push(timedStep(training));
        }
      } finally {
        await training.dispose();
      }
      const note = `${training.threads} threads, processor time ${median(processor.slice(WARM_UP)).toFixed(0)} ms; ${describeParts(parts.slice(WARM_UP))}; medians of ${steps}`;
      return { values: { [bar]: median(whole.slice(WARM_UP)) }, note };
    },
  };
}

const WARM_UP = 1;

function describeParts(parts: readonly StepParts[]): string {
  return (['draw', 'forward', 'loss', 'backward', 'update'] as const)
    .map((name) => `${name} ${median(parts.map((part) => part[name])).toFixed(1)}`)
    .join(', ');
}
