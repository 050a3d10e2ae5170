import { STORE_SETTINGS } from '../../config/neo4j-settings.js';
import type { SettingName, Settings } from '../../config/settings-table.js';
import { choice, integer, number, present, text } from '../../config/value-types.js';
import { EdgewiseError } from '../../core/errors.js';
import type { Configuration } from '../../tune/search-space.js';
import type { TuningReport } from '../../tune/tuning-report.js';
import { defineCommand, type CommandCall } from '../command-definition.js';
import { datasetOf } from '../dataset-of.js';
import { judgedModel } from '../evaluate/judged-model.js';
import { SOURCE_OPTIONS, sourceOrStore } from '../source-options.js';
import { BASELINE_CHOICES, DATASET_CHOICES, MODEL_CHOICES, PROJECTION_CHOICES } from '../training-choices.js';
import { renderTuning } from '../tune/render-tuning.js';
import { checkTunedFile, writeTunedFile } from '../tune/tuned-file.js';

const TUNING_OPTIONS = {
  ...SOURCE_OPTIONS,
  format: {
    ...SOURCE_OPTIONS.format,
    required: false,
    description: `${SOURCE_OPTIONS.format.description}; with --path`,
  },
  path: { flag: '--path <path>', type: text, description: 'interactions to choose on; the store when absent' },
  minutes: { flag: '--minutes <n>', type: number(0.001, 100_000), description: 'time for all trials (default: 30)' },
  by: {
    flag: '--by <metric>',
    type: choice('recall', 'ndcg', 'map', 'mrr', 'hit-rate'),
    description: 'what configurations are compared by, at --cutoff (default: recall)',
  },
  cutoff: { flag: '--cutoff <n>', type: integer(1, 1000), description: 'length of the lists (default: 20)' },
  folds: {
    flag: '--folds <n>',
    type: integer(1, 20),
    description: 'ways to hold out (default: 2 where an order of pairs is known, else 3)',
  },
  share: { flag: '--share <n>', type: number(0.001, 0.999), description: 'share that a fold holds out (default: 0.1)' },
  resume: { flag: '--resume', type: present, description: 'go on from the journal of an interrupted search' },
  output: {
    flag: '--output <file>',
    type: text,
    description: 'write the chosen settings as a config file; one that is there is kept, and refused',
  },
} as const;

type Call = CommandCall<Record<string, never>, typeof TUNING_OPTIONS>;

/** Users of a fold who are ranked for: more cost time and tell little. */
const MOST_USERS = 4096;

export const tuneCommand = defineCommand({
  name: 'tune',
  summary: 'search for the hyperparameters of a model on held-out interactions',
  description:
    'Successive halving over the space of the model, the defaults among what is tried: on the last pairs of each user ' +
    'where their order is known, else on several random folds. Settings that you choose are not searched. A test split ' +
    'has no part in it: give the training side, keep the other for one `edgewise evaluate --config FILE`. Every trial is ' +
    'kept in a journal beside the checkpoints, from which --resume goes on. docs/quality.md says how to read the result.',
  options: TUNING_OPTIONS,
  settings: [
    ...STORE_SETTINGS,
    'checkpointDirectory',
    'maxRejected',
    ...PROJECTION_CHOICES,
    ...DATASET_CHOICES,
    ...MODEL_CHOICES,
    ...BASELINE_CHOICES,
  ],
  examples: [
    { command: 'edgewise tune --minutes 60 --output edgewise.config.json', shows: 'the default model on the store' },
    {
      command: 'edgewise tune --format lightgcn --path yelp2018/train.txt --dimensions 64',
      shows: 'on the training side of a published split, with a width that is given',
    },
    { command: 'edgewise tune --model als --minutes 10', shows: 'a baseline, with the same means' },
    { command: 'edgewise tune --minutes 120 --resume', shows: 'go on where Ctrl-C stopped it, with more time' },
  ],
  async run(call) {
    const { output, options } = call;
    if (options.output !== undefined) await checkTunedFile(options.output);
    const report = await tuned(call);
    if (options.output !== undefined) await writeTunedFile(options.output, report);
    output.result(report, () => renderTuning(report));
  },
});

async function tuned(call: Pick<Call, 'options' | 'settings' | 'origins' | 'run'>): Promise<TuningReport> {
  const { searchSpaceOf } = await import('../../tune/search-space.js');
  const { makeFolds } = await import('../../tune/folds.js');
  const { withLearnedWeights } = await import('../../tune/with-learned-weights.js');
  const { searchWithJournal } = await import('../../tune/search-with-journal.js');
  const { options, settings, origins, run } = call;
  const { model, seed, checkpointDirectory } = settings;
  const space = searchSpaceOf(model);
  if (space === undefined) {
    throw new EdgewiseError('USAGE', `There is nothing to search for in the model ${model}.`, {
      place: { setting: '--model' },
    });
  }
  const source = sourceOrStore(options.path, options);
  const dataset = await datasetOf(source, call);
  const { share = 0.1, folds: count, minutes = 30, by = 'recall', cutoff = 20 } = options;
  const folds = await withLearnedWeights(makeFolds(dataset, { count, share, users: MOST_USERS, seed }, run.log), {
    ...run,
    seed,
  });
  const given = Object.keys(space.draws).filter((name) => origins[name as SettingName] !== 'default');
  const fixed = Object.fromEntries(given.map((name) => [name, settings[name as SettingName]])) as Configuration;
  return searchWithJournal(
    {
      model,
      space:
        settings.epochs === undefined || space.epochs === undefined ? space : { ...space, epochs: settings.epochs },
      fixed,
      asked: chosenSettings(settings),
      dataset,
      folds,
      metric: { name: by, cutoff },
      seconds: minutes * 60,
      seed,
      modelOf: (configuration, epochs) =>
        judgedModel({ ...settings, ...configuration, refit: false, ...(epochs !== undefined && { epochs }) }),
    },
    { directory: checkpointDirectory, resume: options.resume ?? false },
    run,
  );
}

/** What else decides how a configuration turns out: a journal belongs to it. */
function chosenSettings(settings: Settings): Record<string, unknown> {
  const names = [...MODEL_CHOICES, ...BASELINE_CHOICES].filter((name) => name !== 'threads');
  return Object.fromEntries(names.map((name) => [name, settings[name] ?? null]));
}
