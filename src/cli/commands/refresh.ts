import { present, text } from '../../config/value-types.js';
import { EdgewiseError } from '../../core/errors.js';
import { defineCommand } from '../command-definition.js';
import { describePublication, renderPublication } from '../describe-publication.js';
import { readProjection } from '../read-projection.js';
import { openSnapshots } from '../open-snapshots.js';
import {
  DATASET_CHOICES,
  gcnOptions,
  MODEL_CHOICES,
  PROJECTION_CHOICES,
  trainingChoices,
} from '../training-choices.js';
import { withStore } from '../with-store.js';

export const refreshCommand = defineCommand({
  name: 'refresh',
  summary: 'train again and publish unless quality fell, once or on a schedule',
  description:
    'Export, train, validate, publish; one at a time for a snapshot directory. A model whose recall@20 on held-out edges\n' +
    'lies more than --max-recall-drop below that of the served snapshot is refused (exit code 3): what was served stays.\n' +
    'On a schedule runs never overlap, a failed one is logged and the next one comes; Ctrl-C ends it.',
  options: {
    once: { flag: '--once', type: present, description: 'one refresh; this is the default' },
    every: { flag: '--every <cron>', type: text, description: 'at the times of a cron pattern, in local time' },
  },
  settings: [
    'storeUrl',
    'snapshotDirectory',
    'checkpointDirectory',
    'retention',
    'maxRecallDrop',
    ...PROJECTION_CHOICES,
    ...DATASET_CHOICES,
    ...MODEL_CHOICES,
  ],
  examples: [
    { command: 'edgewise refresh', shows: 'beside a running `edgewise serve`, which swaps the result in' },
    { command: "edgewise refresh --every '0 3 * * *'", shows: 'every night at three' },
  ],
  async run(call) {
    const { refresh } = await import('../../pipeline/refresh.js');
    const { runOnSchedule } = await import('../../pipeline/schedule.js');
    const { gcnModel } = await import('../../models/gcn/gcn-model.js');
    const { settings, options, run, output } = call;
    if (options.once === true && options.every !== undefined) {
      throw new EdgewiseError('USAGE', '--once and --every exclude one another.');
    }
    const { snapshotDirectory, maxRecallDrop } = settings;
    const model = gcnModel(gcnOptions(settings));
    const source = await readProjection(settings);
    const snapshots = await openSnapshots(call);
    const refreshOnce = async (): Promise<void> => {
      const started = performance.now();
      const publication = await withStore(call, (store) =>
        refresh(
          { store, snapshots, model, snapshotDirectory, maxRecallDrop, ...source, ...trainingChoices(settings) },
          run,
        ),
      );
      const answer = describePublication(publication, performance.now() - started);
      output.result(answer, () => renderPublication(answer));
    };
    await (options.every === undefined ? refreshOnce() : runOnSchedule(options.every, refreshOnce, run));
  },
});
