import type { SettingName, Settings } from '../config/settings-table.js';
import type { LearnedPart } from '../dataset/pair-weighting.js';
import type { WeightingChoice } from '../dataset/weighting-choice.js';
import type { BlendOptions } from '../models/blend/blend-model.js';
import type { FilterOptions } from '../models/filter/filter-model.js';
import type { GcnOptions } from '../models/gcn/gcn-model.js';
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

/** The settings that decide which model learns, and how. */
export const MODEL_CHOICES = [
  'model',
  'engine',
  'threads',
  'tensorflowDirectory',
  'seed',
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
  'exponents',
  'patience',
  'validation',
  'validationUsers',
  'refit',
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
  const { behaviors, targetBehavior, attributes, userAttributes, seed, checkpointDirectory, retention } = settings;
  const dataset = {
    ...(behaviors !== undefined && { behaviors }),
    ...(targetBehavior !== undefined && { targetBehavior }),
    weighting: weightingChoice(settings),
    ...(attributes !== undefined && { attributes }),
    ...(userAttributes !== undefined && { userAttributes }),
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
  const {
    engine,
    epochs,
    dimensions,
    layers,
    start,
    loss,
    similarity,
    normExponent,
    learningRate,
    temperature,
    positiveTemperature,
    batchUsers,
    negatives,
    negativeSampling,
    contrast,
    batchL2,
    patience,
    validation,
    validationUsers,
    refit,
  } = settings;
  const hyperparameters = {
    ...(epochs !== undefined && { epochs }),
    ...(dimensions !== undefined && { dimensions }),
    ...(layers !== undefined && { layers }),
    ...(start !== undefined && { start }),
    ...(loss !== undefined && { loss }),
    ...(similarity !== undefined && { similarity }),
    ...(normExponent !== undefined && { normExponent }),
    ...(learningRate !== undefined && { learningRate }),
    ...(temperature !== undefined && { temperature }),
    ...(positiveTemperature !== undefined && { positiveTemperature }),
    ...(batchUsers !== undefined && { batchUsers }),
    ...(negatives !== undefined && { negatives }),
    ...(negativeSampling !== undefined && { negativeSampling }),
    ...(contrast !== undefined && { contrast }),
    ...(batchL2 !== undefined && { batchL2 }),
    ...(patience !== undefined && { patience }),
    ...(validation !== undefined && { validation }),
    ...(validationUsers !== undefined && { validationUsers }),
    ...(refit !== undefined && { refit }),
  };
  return { engine, hyperparameters, ...engineOptions(settings) };
}

/** What was chosen of the walks, the model's own defaults left to the model. */
export function filterOptions({ exponents, validation, validationUsers }: Settings): FilterOptions {
  return {
    ...(exponents !== undefined && { exponents }),
    ...(validation !== undefined && { validation }),
    ...(validationUsers !== undefined && { validationUsers }),
  };
}

/** What was chosen of both parts, the model's own defaults left to the model. */
export function blendOptions(settings: Settings): BlendOptions {
  const { exponents } = settings;
  return { ...gcnOptions(settings), ...(exponents !== undefined && { exponents }) };
}

/** What an engine is started with, beside its log. */
export function engineOptions({
  threads,
  tensorflowDirectory,
}: Settings): Pick<GcnOptions, 'threads' | 'tensorflowDirectory'> {
  return {
    ...(threads !== undefined && { threads }),
    ...(tensorflowDirectory !== undefined && { tensorflowDirectory }),
  };
}
