import { STORE_SETTINGS } from '../../config/neo4j-settings.js';
import type { SnapshotComparison } from '../../evaluate/compare-snapshots.js';
import type { Evaluation } from '../../evaluate/evaluate-seeds.js';
import { defineCommand, type CommandCall } from '../command-definition.js';
import { datasetOf } from '../dataset-of.js';
import { fidelityOptions } from '../evaluate/fidelity-options.js';
import { EVALUATION_OPTIONS } from '../evaluate/evaluation-options.js';
import { evaluationTask, type EvaluationTask } from '../evaluate/evaluation-task.js';
import { judgedModel } from '../evaluate/judged-model.js';
import { openSnapshots } from '../open-snapshots.js';
import {
  BASELINE_CHOICES,
  DATASET_CHOICES,
  MODEL_CHOICES,
  PROJECTION_CHOICES,
  trainingChoices,
} from '../training-choices.js';

export const evaluateCommand = defineCommand({
  name: 'evaluate',
  summary: 'judge a model by what was held out of it, or two snapshots by what is new to both',
  description:
    'Trains the model alone on one side of a split, ranks the whole catalog for every user of the other, items of the ' +
    'first left out, and reports the metrics beside those of popularity, with intervals and tests (docs/quality.md). The ' +
    'split is two files (--train, --test), or made of one source: --path, else the store. Epochs are chosen on edges of ' +
    'the training side; the other is read once, at the end. Nothing is published and the store is not changed.',
  options: EVALUATION_OPTIONS,
  settings: [
    ...STORE_SETTINGS,
    'snapshotDirectory',
    'maxRejected',
    ...PROJECTION_CHOICES,
    ...DATASET_CHOICES,
    ...MODEL_CHOICES,
    ...BASELINE_CHOICES,
  ],
  examples: [
    {
      command: 'edgewise evaluate --format lightgcn --train gowalla/train.txt --test gowalla/test.txt',
      shows: 'Recall@20, NDCG@20 and the rest on a published split',
    },
    {
      command: 'edgewise evaluate --split temporal --share 0.1 --report report.html,report.md',
      shows: 'what the store holds, judged by its last tenth, with a report to read',
    },
    {
      command:
        'edgewise evaluate --format movielens --path ml-latest-small --split random --seeds 1,2,3 --cutoffs 5,10,20',
      shows: 'three splits and trainings: mean and deviation at three cutoffs',
    },
    {
      command: 'edgewise evaluate --format csv --map user=who,item=what,at=when --train a.csv --test b.csv --json',
      shows: 'two csv files, with every epoch, for a script',
    },
    {
      command: 'edgewise evaluate --projection ratings.cypher --param least=3 --split leave-last-out',
      shows: 'what a query finds in a graph of another shape (docs/cypher.md)',
    },
    {
      command: 'edgewise evaluate --model item-knn --neighbors 50',
      shows: 'a baseline on the same split; als and ease are others',
    },
    {
      command: 'edgewise evaluate --split new-users --told 5',
      shows: 'what serving offers users whom no training saw, after their first five items',
    },
    {
      command: 'edgewise evaluate --fidelity --report report.html',
      shows: 'whether explanations name what recommendations rest on, beside other ways to explain',
    },
    {
      command: 'edgewise evaluate --compare 20261101T020000Z-1,current',
      shows: 'whether the served snapshot is better, on what the store got since',
    },
  ],
  async run(call) {
    const { checkReportFiles, writeReportFiles } = await import('../../evaluate/report/report-files.js');
    const { describeComparison } = await import('../../evaluate/report/describe-comparison.js');
    const { describeEvaluation } = await import('../../evaluate/report/describe-evaluation.js');
    const { renderComparison, renderEvaluation } = await import('../evaluate/render-evaluation.js');
    const { options, run, output } = call;
    const task = evaluationTask(options, run.clock.now());
    const files = options.report ?? [];
    await checkReportFiles(files);
    if (task.kind === 'compare') {
      const comparison = await compare(task, call);
      await writeReportFiles(describeComparison(comparison), files);
      output.result(comparison, () => renderComparison(comparison));
      return;
    }
    const evaluation = await evaluate(task, call);
    await writeReportFiles(describeEvaluation(evaluation), files);
    output.result({ ...evaluation, epochs: evaluation.history.length }, () => renderEvaluation(evaluation));
  },
});

type Call = Pick<CommandCall<Record<string, never>, typeof EVALUATION_OPTIONS>, 'options' | 'settings' | 'run'>;
type TaskOf<Kind extends EvaluationTask['kind']> = Extract<EvaluationTask, { kind: Kind }>;

const DEFAULT_CUTOFFS = [20];

async function evaluate(task: TaskOf<'files' | 'split'>, call: Call): Promise<Evaluation> {
  const { evaluateSeeds } = await import('../../evaluate/evaluate-seeds.js');
  const { options, settings, run } = call;
  const { sampled, cutoffs = DEFAULT_CUTOFFS, seeds = [settings.seed], auc = false } = options;
  const fidelity = fidelityOptions(options, settings.model);
  const model = await judgedModel(settings);
  const { protocol: split, splitOf } = await splitsOf(task, call);
  const { targetBehavior } = settings;
  const protocol = {
    split,
    cutoffs,
    ...(targetBehavior !== undefined && { targetBehavior }),
    ...(sampled !== undefined && { sampled }),
  };
  return evaluateSeeds({ model, auc, protocol, seeds, splitOf, ...(fidelity !== undefined && { fidelity }) }, run);
}

async function splitsOf(task: TaskOf<'files' | 'split'>, call: Call) {
  const { readSplit } = await import('../../pipeline/read-split.js');
  const { chooseSplit } = await import('../../evaluate/choose-split.js');
  const { settings, run } = call;
  if (task.kind === 'split') return chooseSplit(await datasetOf(task.source, call), task.split, run.log);
  const { dataset } = trainingChoices(settings);
  const split = await readSplit({ ...task, dataset, maxRejected: settings.maxRejected }, run);
  return { protocol: { kind: 'files' }, splitOf: () => split };
}

async function compare({ versions, pairs }: TaskOf<'compare'>, call: Call): Promise<SnapshotComparison> {
  const { compareSnapshots } = await import('../../evaluate/compare-snapshots.js');
  const { options, settings, run } = call;
  const snapshots = await openSnapshots(call);
  const [first, second] = await Promise.all(
    versions.map((version) => (version === 'current' ? snapshots.openCurrent() : snapshots.open(version))),
  );
  const { cutoffs = DEFAULT_CUTOFFS } = options;
  const contest = { first: first!, second: second!, cutoffs, seed: settings.seed };
  return compareSnapshots({ ...contest, pairs: await datasetOf(pairs, call) }, run);
}
