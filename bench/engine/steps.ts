import { defaultTensorflowDirectory } from '../../src/config/environment.js';
import { findTfjsNode } from '../../src/engine/kernels/tensorflow/load-tfjs-node.js';
import type { BenchRun, Measurement, Section } from '../harness/bench.js';
import { GOWALLA_TRAIN } from '../main-job/gowalla.js';
import { pythonEnvironment } from './python-environment.js';
import { startStepping, type SteppingProcess } from './stepping-process.js';
import { takeTurns } from './take-turns.js';
import type { StepsRequest } from './train-steps.js';
import { TYPESCRIPT } from './typescript.js';

const WASM = 'BPR step, wasm 2 threads ÷ RecBole 1.2.1';
const TENSORFLOW = 'BPR step, tensorflow ÷ RecBole 1.2.1';
const THREADS = 2;
const NO_PYTHON = 'no Python 3.9 to 3.11 here';

/** Steps of batch 2048, d = 64, 3 layers on gowalla, beside RecBole's LightGCN, taking turns. */
export const bprSection: Section = {
  name: 'bpr',
  needs: [GOWALLA_TRAIN],
  bars: [
    { name: WASM, limit: 0.15, unit: '×', passes: 'within' },
    { name: TENSORFLOW, limit: 0.3, unit: '×', passes: 'within' },
  ],
  async measure(run): Promise<Measurement> {
    const environment = await pythonEnvironment(run);
    if (environment === undefined) return { values: {}, skipped: { [WASM]: NO_PYTHON, [TENSORFLOW]: NO_PYTHON } };
    const hasTensorflow = findTfjsNode(defaultTensorflowDirectory()) !== undefined;
    const words = ['bench/engine/recbole_step.py', GOWALLA_TRAIN, `${THREADS}`];
    return inTurns(
      run,
      { rounds: 8, steps: 4 },
      [
        startStepping(environment.python, words, environment.variables),
        startTraining('wasm', 'bpr'),
        ...(hasTensorflow ? [startTraining('tensorflow', 'bpr')] : []),
      ],
      ([recbole, wasm, tensorflow]) => ({
        values: { [WASM]: wasm! / recbole!, ...(tensorflow !== undefined && { [TENSORFLOW]: tensorflow / recbole! }) },
        skipped: { [TENSORFLOW]: 'no TensorFlow: `edgewise doctor --install-tensorflow cpu`' },
      }),
    );
  },
};

const SOFTMAX = 'softmax step, wasm 2 threads ÷ numpy and scipy 2 threads';

/** The default objective: 512 users with all their items, 4,096 items drawn, against the same in Python. */
export const softmaxSection: Section = {
  name: 'softmax',
  needs: [GOWALLA_TRAIN],
  bars: [{ name: SOFTMAX, limit: 0.8, unit: '×', passes: 'within' }],
  async measure(run): Promise<Measurement> {
    const environment = await pythonEnvironment(run);
    if (environment === undefined) return { values: {}, skipped: { [SOFTMAX]: NO_PYTHON } };
    const words = ['bench/engine/softmax_step.py', GOWALLA_TRAIN, `${THREADS}`];
    return inTurns(
      run,
      { rounds: 8, steps: 8 },
      [startStepping(environment.python, words, environment.variables), startTraining('wasm', 'sampled-softmax')],
      ([python, wasm]) => ({ values: { [SOFTMAX]: wasm! / python! } }),
    );
  },
};

const GPU = 'BPR step on a GPU';

/** The same step where there is a GPU. */
export const gpuSection: Section = {
  name: 'gpu',
  needs: [GOWALLA_TRAIN],
  bars: [{ name: GPU, limit: 6, unit: 'ms', passes: 'within' }],
  async measure(run): Promise<Measurement> {
    if (findTfjsNode(defaultTensorflowDirectory())?.flavor !== 'gpu')
      return { values: {}, skipped: { [GPU]: 'not measured: no engine for a GPU is installed here' } };
    const started = await startTraining('tensorflow', 'bpr');
    if (!started.about.includes('on GPU')) {
      started.end();
      return { values: {}, skipped: { [GPU]: `not measured: no GPU, ${started.about}` } };
    }
    return inTurns(run, { rounds: 10, steps: 20 }, [Promise.resolve(started)], ([step]) => ({
      values: { [GPU]: step! },
    }));
  },
};

function startTraining(engine: 'wasm' | 'tensorflow', loss: 'bpr' | 'sampled-softmax'): Promise<SteppingProcess> {
  const hyperparameters = {
    loss,
    start: 'random',
    validation: 'none',
    epochs: 1000,
    layers: 3,
    dimensions: 64,
  } as const;
  const request: StepsRequest = { path: GOWALLA_TRAIN, engine, threads: THREADS, hyperparameters };
  return startStepping(process.execPath, [...TYPESCRIPT, 'bench/engine/train-steps.ts', JSON.stringify(request)]);
}

/** Starts one after another, lets them take turns, and ends them all. The note says what each is and took. */
async function inTurns(
  run: BenchRun,
  turns: { readonly rounds: number; readonly steps: number },
  starting: readonly Promise<SteppingProcess>[],
  measurementOf: (medians: readonly number[]) => Measurement,
): Promise<Measurement> {
  const started = await Promise.allSettled(starting);
  const processes = started.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  try {
    for (const outcome of started) if (outcome.status === 'rejected') throw outcome.reason;
    for (const { about } of processes) run.say(`  ${about}`);
    const medians = await takeTurns(processes, turns, run.signal);
    const parts = processes.map(({ about }, place) => `${about}: ${medians[place]!.toFixed(1)} ms`);
    return {
      ...measurementOf(medians),
      note: `${parts.join('; ')}; medians of ${turns.rounds * turns.steps}, in turns`,
    };
  } finally {
    for (const stepping of processes) stepping.end();
  }
}
