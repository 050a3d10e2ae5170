import { join } from 'node:path';
import { present, text } from '../../config/value-types.js';
import { isEdgewiseError } from '../../core/errors.js';
import type { RunningServer } from '../../graphql/create-server.js';
import type { ServerOptions } from '../../graphql/server-options.js';
import { chosenModel } from '../chosen-model.js';
import { defineCommand, type CommandCall } from '../command-definition.js';
import { openSnapshots } from '../open-snapshots.js';
import { askServer, SAMPLE_QUERY } from '../quickstart/sample-query.js';
import { QuickstartStory } from '../quickstart/story.js';
import { untilInterrupted } from '../until-interrupted.js';
import { withStore } from '../with-store.js';

export const quickstartCommand = defineCommand({
  name: 'quickstart',
  summary: 'the whole way on a synthetic sample: import, train, evaluate, serve',
  description:
    'Generates an invented shop, imports it, trains, prints Recall@20 and NDCG@20 on held-out edges beside popularity, then ' +
    'serves and prints a query to paste. Everything it writes is in one directory, which may be removed afterwards.',
  options: {
    exit: { flag: '--exit', type: present, description: 'run the query, print its answer and end' },
    directory: { flag: '--directory <dir>', type: text, description: 'where to write (default: ./data/quickstart)' },
  },
  settings: ['host', 'port', 'model', 'seed', 'engine', 'threads'],
  isQuiet: true,
  examples: [
    { command: 'edgewise quickstart', shows: 'the sample served on http://127.0.0.1:4000/graphql' },
    { command: 'edgewise quickstart --exit', shows: 'the same, one query over HTTP, and the end' },
  ],
  async run(anywhere) {
    const { quickstart } = await import('../../pipeline/quickstart.js');
    const call = inDirectory(anywhere, anywhere.options.directory ?? './data/quickstart');
    const { settings, run } = call;
    const story = new QuickstartStory(call.output);
    const model = await chosenModel(settings);
    const snapshots = await openSnapshots(call);
    await withStore(call, async (store) => {
      const { seed, checkpointDirectory } = settings;
      const sample = { format: 'generated' } as const;
      await quickstart({ store, snapshots, model, sample, seed, checkpointDirectory, keep: 1 }, story, run);
      const server = await serveSomewhere(call, { store, snapshots, log: run.log });
      try {
        const answer = call.options.exit === true ? await askServer(server.url, run.signal) : undefined;
        story.serving(server.url, SAMPLE_QUERY, answer);
        if (answer === undefined) await untilInterrupted(run.signal);
      } finally {
        await server.close();
      }
    });
  },
});

/** The same call with everything it writes under one directory. */
function inDirectory<Call extends Pick<CommandCall, 'settings'>>(call: Call, directory: string): Call {
  const places = {
    storeUrl: `embedded:${join(directory, 'store')}`,
    snapshotDirectory: join(directory, 'snapshots'),
    checkpointDirectory: join(directory, 'checkpoints'),
  };
  return { ...call, settings: { ...call.settings, ...places } };
}

/** On the port that was asked for; where none was and the usual one is taken, on any free one. */
async function serveSomewhere(
  { settings, origins }: Pick<CommandCall, 'settings' | 'origins'>,
  options: Pick<ServerOptions, 'store' | 'snapshots' | 'log'>,
): Promise<RunningServer> {
  const { startServer } = await import('../../graphql/create-server.js');
  const serve = (port: number): Promise<RunningServer> =>
    startServer({ ...options, host: settings.host, port, landing: true });
  try {
    return await serve(settings.port);
  } catch (error) {
    if (origins.port !== 'default' || !isEdgewiseError(error, 'BIND_FAILED')) throw error;
    return serve(0);
  }
}
