// Trains some steps on a generated graph and prints one line of JSON, a ScaleReading. Arguments: interactions, engine.
import type { Dataset } from '../../src/dataset/dataset.js';
import { isEdgewiseError } from '../../src/core/errors.js';
import { runContext } from '../../src/core/run-context.js';
import type { EngineRequest } from '../../src/engine/start-engine.js';
import { gcnModel } from '../../src/models/gcn/gcn-model.js';
import { generatedDataset } from './generated-dataset.js';

/** What was seen; `error` stands for the rest where the engine gave up. */
export type ScaleReading =
  | { readonly nodes: number; readonly edges: number; readonly stepSeconds: number; readonly peakBytes: number }
  | { readonly nodes: number; readonly edges: number; readonly error: string };

const [interactions, engine] = process.argv.slice(2) as [string, EngineRequest];
const dataset = generatedDataset(Number(interactions));
const { rows, columns, indices } = dataset.interactions;
const graph = { nodes: rows + columns, edges: 2 * indices.length };

const STEPS = 9;
const controller = new AbortController();
const times: number[] = [];
let last = 0;
const progress = ({ unit }: { readonly unit: string }): void => {
  if (unit !== 'steps') return;
  const now = performance.now();
  if (last > 0) times.push(now - last);
  last = now;
  if (times.length === STEPS) controller.abort();
};
const model = gcnModel({ engine, hyperparameters: { loss: 'bpr', start: 'random', validation: 'none' } });
try {
  await model.train(dataset as Dataset, { ...runContext({ progress, signal: controller.signal }), seed: 1 });
} catch (error) {
  if (!isEdgewiseError(error, 'INTERRUPTED')) print({ ...graph, error: describe(error) });
}
if (times.length === STEPS) {
  const stepSeconds = times.sort((a, b) => a - b)[STEPS >>> 1]! / 1000;
  print({ ...graph, stepSeconds, peakBytes: process.resourceUsage().maxRSS * 1024 });
}

function print(reading: ScaleReading): void {
  console.log(JSON.stringify(reading));
}

function describe(error: unknown): string {
  if (isEdgewiseError(error)) return `${error.code}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
