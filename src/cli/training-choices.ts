import type { SettingName, Settings } from '../config/settings-table.js';
import type { LearnedPart } from '../dataset/pair-weighting.js';
import type { WeightingChoice } from '../dataset/weighting-choice.js';
import type { BlendOptions } from '../models/blend/blend-model.js';
import type { FilterOptions } from '../models/filter/filter-model.js';
import type { GcnOptions } from '../models/gcn/gcn-model.js';
import type { GcnHyperparameters } from '../models/gcn/hyperparameters.js';
import type { TrainingJob } from '../pipeline/train-and-publish.js';

/** The settings that decide what a model learns from. */
export const DATASET_CHOICES = [
  'behaviors',
  'targetBehavior',
  'weighting',
  'behaviorWeights',
  'halfLife',
  'attributes',
  'userAttributes',
] as const satisfies readonly SettingName[];

/** The settings that say where in the database interactions are found. */
export const PROJECTION_CHOICES = ['projection', 'projectionParameters'] as const satisfies readonly SettingName[];

/** The settings that are hyperparameters of a graph convolution, by the names that both have. */
const HYPERPARAMETERS = [
  'epochs',
  'dimensions',
  'layers',
  'start',
  'loss',
  'similarity',
  'normExponent',
  'learningRate',
  'temperature',
  'positiveTemperature',
  'batchUsers',
  'negatives',
  'negativeSampling',
  'contrast',
  'batchL2',
  'patience',
  'validation',
  'validationUsers',
  'refit',
] as const satisfies readonly (SettingName & keyof GcnHyperparameters)[];

/** The settings that decide which model learns, and how. */
export const MODEL_CHOICES = [
  'model',
  'engine',
  'threads',
  'tensorflowDirectory',
  'seed',
  ...HYPERPARAMETERS,
  'exponents',
] as const satisfies readonly SettingName[];

/** The settings that decide how the models learn that `evaluate` alone has. */
export const BASELINE_CHOICES = [
  'neighbors',
  'shrinkage',
  'regularization',
  'alpha',
  'beta',
] as const satisfies readonly SettingName[];

/** What settings say of a training; store, snapshots and model are the command's to give. */
export function trainingChoices(
  settings: Settings,
): Pick<TrainingJob, 'dataset' | 'seed' | 'checkpointDirectory' | 'keep'> {
  const { seed, checkpointDirectory, retention } = settings;
  const dataset = {
    ...given(settings, ['behaviors', 'targetBehavior', 'attributes', 'userAttributes']),
    weighting: weightingChoice(settings),
  };
  return { dataset, seed, checkpointDirectory, keep: retention };
}

function weightingChoice({ weighting, behaviorWeights = {}, halfLife }: Settings): WeightingChoice {
  const learned: readonly LearnedPart[] = [
    ...(behaviorWeights === 'auto' ? ['behaviorWeights' as const] : []),
    ...(halfLife === 'auto' ? ['halfLife' as const] : []),
  ];
  return {
    mode: weighting,
    behaviorWeights: behaviorWeights === 'auto' ? {} : behaviorWeights,
    ...(typeof halfLife === 'number' && { halfLife }),
    ...(learned.length > 0 && { learned }),
  };
}

/** What was chosen, the model's own defaults left to the model. */
export function gcnOptions(settings: Settings): GcnOptions {
  return { engine: settings.engine, hyperparameters: given(settings, HYPERPARAMETERS), ...engineOptions(settings) };
}

/** What was chosen of the walks, the model's own defaults left to the model. */
export function filterOptions(settings: Settings): FilterOptions {
  return given(settings, ['exponents', 'validation', 'validationUsers']);
}

/** What was chosen of both parts, the model's own defaults left to the model. */
export function blendOptions(settings: Settings): BlendOptions {
  return { ...gcnOptions(settings), ...given(settings, ['exponents']) };
}

/** What an engine is started with, beside its log. */
export function engineOptions(settings: Settings): Pick<GcnOptions, 'threads' | 'tensorflowDirectory'> {
  return given(settings, ['threads', 'tensorflowDirectory']);
}

type Given<Name extends SettingName> = { readonly [Each in Name]?: Exclude<Settings[Each], undefined> };

/** Those of the named settings that have a value. */
function given<Name extends SettingName>(settings: Settings, names: readonly Name[]): Given<Name> {
  const entries = names.map((name) => [name, settings[name]] as const).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Given<Name>;
}
