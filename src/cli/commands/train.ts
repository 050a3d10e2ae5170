import { present } from '../../config/value-types.js';
import { STORE_SETTINGS } from '../../config/neo4j-settings.js';
import { chosenModel } from '../chosen-model.js';
import { defineCommand } from '../command-definition.js';
import { openSnapshots } from '../open-snapshots.js';
import { DATASET_CHOICES, MODEL_CHOICES, PROJECTION_CHOICES, trainingChoices } from '../training-choices.js';
import { describePublication, renderPublication } from '../describe-publication.js';
import { readProjection } from '../read-projection.js';
import { withStore } from '../with-store.js';

export const trainCommand = defineCommand({
  name: 'train',
  summary: 'train on what the store holds and publish a snapshot',
  description:
    'A running `serve` swaps the new snapshot in without dropping a request. Ctrl-C keeps the last good checkpoint; ' +
    '--resume goes on from it with the same result as a run that was never interrupted.',
  options: {
    resume: { flag: '--resume', type: present, description: 'go on from the checkpoint of an interrupted run' },
  },
  settings: [
    ...STORE_SETTINGS,
    'snapshotDirectory',
    'checkpointDirectory',
    'retention',
    ...PROJECTION_CHOICES,
    ...DATASET_CHOICES,
    ...MODEL_CHOICES,
  ],
  aliases: { snapshotDirectory: '--out' },
  examples: [
    { command: 'edgewise train', shows: 'from ./data/store into ./data/snapshots' },
    { command: 'edgewise train --epochs 30 --dimensions 128', shows: 'longer, with wider embeddings' },
    {
      command: 'edgewise train --behaviors view,like --behavior-weights like=3 --weighting log',
      shows: 'likes count more than views',
    },
    {
      command: 'edgewise train --store neo4j://localhost --projection ratings.cypher --param since=1735689600000',
      shows: 'on what a query finds in a graph of another shape (docs/cypher.md)',
    },
    { command: 'edgewise train --model filter', shows: 'the walk filter alone, in seconds' },
    { command: 'edgewise train --resume', shows: 'go on where Ctrl-C stopped it' },
  ],
  async run(call) {
    const { trainAndPublish } = await import('../../pipeline/train-and-publish.js');
    const { settings, options, run } = call;
    const model = await chosenModel(settings);
    const source = await readProjection(settings);
    const snapshots = await openSnapshots(call);
    const started = performance.now();
    const publication = await withStore(call, (store) =>
      trainAndPublish(
        { store, snapshots, model, resume: options.resume ?? false, ...source, ...trainingChoices(settings) },
        run,
      ),
    );
    const answer = describePublication(publication, performance.now() - started);
    call.output.result(answer, () => renderPublication(answer));
  },
});
