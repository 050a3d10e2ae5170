import { choice, integer, text } from '../../config/value-types.js';
import { EdgewiseError } from '../../core/errors.js';
import type { EgoCenter } from '../../graphs/ego-graph.js';
import type { Snapshot } from '../../snapshot/snapshot.js';
import { defineCommand } from '../command-definition.js';
import { openSnapshots } from '../open-snapshots.js';

export const graphEgoCommand = defineCommand({
  name: 'ego',
  summary: 'write the part of the graph around a user or an item',
  description:
    'From the served snapshot: the nodes within --radius steps, and every pair between them with its weight. Nearer nodes ' +
    'come first, then those of fewer edges, until there are --nodes.',
  options: {
    user: { flag: '--user <key>', type: text, description: 'the user in the middle' },
    item: { flag: '--item <key>', type: text, description: 'or the item' },
    radius: { flag: '--radius <n>', type: integer(1, 6), description: 'steps from the middle (default: 2)' },
    nodes: { flag: '--nodes <n>', type: integer(1, 100_000), description: 'most nodes (default: 200)' },
    format: {
      flag: '--format <format>',
      type: choice('dot', 'gexf', 'json'),
      description: 'for Graphviz, Gephi or graphology (default: gexf)',
    },
  },
  settings: ['snapshotDirectory'],
  examples: [
    { command: 'edgewise graph ego --user 42 > 42.gexf', shows: 'for Gephi' },
    { command: 'edgewise graph ego --item 7 --radius 1 --format dot', shows: 'item 7 and its users' },
  ],
  async run(call) {
    const { egoGraph } = await import('../../graphs/ego-graph.js');
    const { exportGraph } = await import('../../graphs/export-graph.js');
    const { user, item, radius = 2, nodes = 200, format = 'gexf' } = call.options;
    const snapshot = await (await openSnapshots(call)).openCurrent();
    const graph = egoGraph(snapshot, centerOf(snapshot, user, item), { radius, nodes });
    call.output.document(exportGraph(graph, format));
  },
});

function centerOf(snapshot: Snapshot, userKey: string | undefined, itemKey: string | undefined): EgoCenter {
  if (userKey !== undefined && itemKey === undefined) {
    const user = snapshot.userIndex(userKey);
    if (user === undefined) throw new EdgewiseError('USER_NOT_FOUND', `The snapshot has no user "${userKey}".`);
    return { user };
  }
  if (itemKey !== undefined && userKey === undefined) {
    const item = snapshot.items.indexOf(itemKey);
    if (item === undefined) throw new EdgewiseError('ITEM_NOT_FOUND', `The snapshot has no item "${itemKey}".`);
    return { item };
  }
  throw new EdgewiseError('USAGE', 'Name either --user or --item.');
}
