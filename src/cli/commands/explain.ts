import { choice, integer } from '../../config/value-types.js';
import { EdgewiseError } from '../../core/errors.js';
import { STORE_SETTINGS } from '../../config/neo4j-settings.js';
import { defineCommand } from '../command-definition.js';
import { explain } from '../explain/explanation.js';
import { renderExplanation } from '../explain/render-explanation.js';
import { openSnapshots } from '../open-snapshots.js';
import { withStore } from '../with-store.js';

/** Among how many a counterfactual decides whether the item is. */
const TOP = 20;

export const explainCommand = defineCommand({
  name: 'explain',
  summary: "show what a user's interactions do to the score of an item",
  description:
    'Exactly: the score and rank that the item would have had without each interaction, everything propagated again, and ' +
    'the smallest set found without which it would not be among the first 20, or for an item that is not, with which it ' +
    "would. The source says whether that is told of the snapshot's graph (MODEL) or of newer interactions against items " +
    'as trained (FOLD_IN). See docs/influence.md.',
  arguments: { user: { description: 'key of the user' }, item: { description: 'key of the item' } },
  options: {
    first: { flag: '--first <n>', type: integer(1, 1000), description: 'how many interactions (default: 20)' },
    format: {
      flag: '--format <format>',
      type: choice('table', 'dot', 'gexf', 'json'),
      description: 'a table, or the explaining subgraph for Graphviz, Gephi or graphology (default: table)',
    },
    paths: {
      flag: '--paths <n>',
      type: integer(0, 1000),
      description: 'walks through other users that the subgraph shows, the strongest first (default: 20)',
    },
  },
  settings: [...STORE_SETTINGS, 'snapshotDirectory'],
  examples: [
    { command: 'edgewise explain 42 7', shows: 'why item 7 stands where it stands for user 42' },
    { command: 'edgewise explain 42 7 --json', shows: 'the same for a script' },
    {
      command: 'edgewise explain 42 7 --format dot | dot -Tsvg > why.svg',
      shows: 'a picture: the paths to the item, each edge as wide as its exact influence',
    },
  ],
  async run(call) {
    const { createInfluence } = await import('../../influence/create-influence.js');
    const { resolveUserViews } = await import('../../recommend/resolve-user-views.js');
    const { user: userKey, item: itemKey } = call.arguments;
    const snapshot = await (await openSnapshots(call)).openCurrent();
    const item = snapshot.items.indexOf(itemKey);
    if (item === undefined) throw new EdgewiseError('ITEM_NOT_FOUND', `The snapshot has no item "${itemKey}".`);
    const [user] = await withStore(call, (store) => resolveUserViews(store, snapshot, [userKey]));
    if (user === undefined) throw new EdgewiseError('USER_NOT_FOUND', `There is no user with the key "${userKey}".`);
    const influence = await createInfluence(snapshot);
    const { format = 'table', first = 20, paths = 20 } = call.options;
    if (format !== 'table') {
      const { explainedGraph } = await import('../explain/explained-graph.js');
      const { exportGraph } = await import('../../graphs/export-graph.js');
      const answer = influence.influences({ user, items: [item] });
      const graph = explainedGraph(snapshot, influence, answer, { user, item, first, paths });
      call.output.document(exportGraph(graph, format));
      return;
    }
    const answer = influence.influences({ user, items: [item], ranks: {} });
    const direction = (answer?.ranks?.[0] ?? Infinity) <= TOP ? 'REMOVE' : 'ADD';
    const counterfactual = influence.counterfactual({ user, item, direction, top: TOP });
    const explanation = explain(userKey, item, snapshot, answer, counterfactual, first);
    call.output.result(explanation, () => renderExplanation(explanation));
  },
});
