import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { judgedModel } from '../../src/cli/evaluate/judged-model.js';
import { resolveSettings } from '../../src/config/resolve-settings.js';
import { runContext } from '../../src/core/run-context.js';
import { makeFolds } from '../../src/tune/folds.js';
import { searchSpaceOf } from '../../src/tune/search-space.js';
import { searchWithJournal } from '../../src/tune/search-with-journal.js';
import { createWorkspace } from '../harness/workspace.js';
import { CONTESTANTS, LASTFM_SEED, lastfmSplit } from './lastfm.js';
import { FROZEN_LASTFM, type FrozenSettings } from './frozen-settings.js';

/**
 * Chooses the settings that `npm run bench -- quality` then judges once on the held-out side: each model searched for as
 * long as the others, on random folds of the training side alone.
 *
 *   node --import ./scripts/typescript.mjs bench/quality/tune-lastfm.ts --minutes 5
 */
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '5' } } });
const minutes = Number(values.minutes);
const workspace = createWorkspace('tune-lastfm');
const controller = new AbortController();
process.once('SIGINT', () => controller.abort());
try {
  const run = runContext({ signal: controller.signal });
  const { train } = await lastfmSplit(run);
  const folds = makeFolds(train, { share: 0.2, users: 4096, seed: LASTFM_SEED }, run.log);
  const { settings } = resolveSettings({ flags: {}, environment: {}, workingDirectory: workspace.path() });
  const frozen: Record<string, FrozenSettings> = {};
  for (const model of CONTESTANTS) {
    const report = await searchWithJournal(
      {
        model,
        space: searchSpaceOf(model)!,
        fixed: {},
        asked: { model },
        dataset: train,
        folds,
        metric: { name: 'recall', cutoff: 20 },
        seconds: minutes * 60,
        seed: LASTFM_SEED,
        modelOf: (configuration, epochs) =>
          judgedModel({ ...settings, ...configuration, model, refit: false, ...(epochs !== undefined && { epochs }) }),
      },
      { directory: workspace.path(model), resume: false },
      run,
    );
    const [best] = report.standings;
    if (best === undefined) throw new Error(`No trial of ${model} ended in ${minutes} minutes.`);
    const { trials, seconds } = report;
    const chosen = `recall@20 ${best.figure.toFixed(4)} on ${report.split.folds} folds; ${trials} trials in ${Math.round(seconds)} s`;
    frozen[model] = { settings: best.configuration, chosen };
    console.error(model, frozen[model]);
  }
  await writeFile(FROZEN_LASTFM, `${JSON.stringify(frozen, null, 2)}\n`);
} finally {
  workspace.remove();
}
