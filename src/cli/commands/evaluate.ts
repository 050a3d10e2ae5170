import { text } from '../../config/value-types.js';
import type { EvaluationReport } from '../../evaluate/evaluate-split.js';
import { defineCommand } from '../command-definition.js';
import { SOURCE_OPTIONS, sourceAt } from '../source-options.js';
import { formatBytes, formatCount, formatSeconds } from '../terminal/format-figures.js';
import { renderTable } from '../terminal/table.js';
import { DATASET_CHOICES, gcnOptions, MODEL_CHOICES, trainingChoices } from '../training-choices.js';

export const evaluateCommand = defineCommand({
  name: 'evaluate',
  summary: 'train on one file and judge by another',
  description:
    'Trains the model alone on the interactions of one file, ranks the whole catalogue for every user of the other, items\n' +
    'of the first left out, and reports the metrics beside those of popularity. NDCG has binary gain and the ideal of\n' +
    'min(k, relevant items). Epochs are chosen on edges of the training file; the test file is read once, at the end.\n' +
    'Neither store nor snapshots are touched.',
  options: {
    ...SOURCE_OPTIONS,
    train: { flag: '--train <file>', type: text, description: 'interactions to learn from', required: true },
    test: { flag: '--test <file>', type: text, description: 'interactions to judge by', required: true },
  },
  settings: ['maxRejected', ...DATASET_CHOICES, ...MODEL_CHOICES],
  examples: [
    {
      command: 'edgewise evaluate --format lightgcn --train gowalla/train.txt --test gowalla/test.txt',
      shows: 'Recall@20, NDCG@20 and the rest on a published split',
    },
    {
      command: 'edgewise evaluate --format csv --map user=who,item=what,at=when --train a.csv --test b.csv --json',
      shows: 'the same of two csv files, with every epoch, for a script',
    },
  ],
  async run(call) {
    const { readSplit } = await import('../../pipeline/read-split.js');
    const { evaluateSplit } = await import('../../evaluate/evaluate-split.js');
    const { gcnModel } = await import('../../models/gcn/gcn-model.js');
    const { settings, options, run } = call;
    const { dataset, seed } = trainingChoices(settings);
    const [train, test] = [sourceAt(options.train, options), sourceAt(options.test, options)];
    const model = gcnModel(gcnOptions(settings));
    const split = await readSplit({ train, test, dataset, maxRejected: settings.maxRejected }, run);
    const report = await evaluateSplit({ ...split, model }, { ...run, seed });
    call.output.result({ ...report, epochs: report.history.length }, () => renderReport(report));
  },
});

function renderReport(report: EvaluationReport): string {
  const { metrics, popularity, counts, history, bestEpoch, seconds, stepMilliseconds, peakRss } = report;
  const figures = renderTable(
    [{ title: 'metric' }, { title: 'gcn', align: 'right' }, { title: 'popularity', align: 'right' }],
    Object.entries(metrics).map(([name, value]) => [name, value.toFixed(4), popularity[name]?.toFixed(4) ?? '']),
  );
  const sizes = `${formatCount(counts.train)} pairs to learn from, ${formatCount(counts.heldOut)} to judge by, ${formatCount(counts.evaluatedUsers)} users`;
  const cost = `${history.length} epochs (best ${bestEpoch}) in ${formatSeconds(seconds.training * 1000)}, ${stepMilliseconds.toFixed(1)} ms a step; ranking ${formatSeconds(seconds.ranking * 1000)}; peak memory ${formatBytes(peakRss)}`;
  return `${figures}${sizes}\n${cost}`;
}
