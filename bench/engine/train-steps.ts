// Steps of our own training on a file of interactions, for a SteppingProcess. Argument: the JSON of a StepsRequest.
import { runContext } from '../../src/core/run-context.js';
import { gcnModel, type GcnOptions } from '../../src/models/gcn/gcn-model.js';
import { readSplit } from '../../src/pipeline/read-split.js';

/** What to train, and on what; `path` is a file of the format `lightgcn`. */
export interface StepsRequest extends GcnOptions {
  readonly path: string;
}

const { path, ...options } = JSON.parse(process.argv[2]!) as StepsRequest;
const source = { format: 'lightgcn', path } as const;
const choices = { weighting: { mode: 'binary', behaviorWeights: {} } } as const;
const { train } = await readSplit({ train: source, test: source, dataset: choices, maxRejected: 0 }, runContext());

let about = '';
let last = 0;
await gcnModel(options).train(train, {
  ...runContext({
    log: {
      debug: () => undefined,
      warn: (_fields, message) => console.error(message),
      error: (_fields, message) => console.error(message),
      info: (fields, message) => {
        if (message !== 'Engine started.') return;
        const { engine, threads, device } = fields as { engine: string; threads: number; device?: string };
        about = [`${engine}, ${threads} threads`, device].filter(Boolean).join(', ');
      },
    },
    progress: ({ unit }) => {
      if (unit !== 'steps') return;
      const now = performance.now();
      console.log(JSON.stringify(last === 0 ? { ready: about } : { ms: now - last }));
      last = now;
    },
  }),
  seed: 1,
});
