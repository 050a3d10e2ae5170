import { integer } from '../../config/value-types.js';
import { Random } from '../../core/random.js';
import type { InfluenceSummary } from '../../influence/summary/influence-summary.js';
import type { Snapshot } from '../../snapshot/snapshot.js';
import { defineCommand } from '../command-definition.js';
import { openSnapshots } from '../open-snapshots.js';
import { formatFigure } from '../terminal/format-figures.js';
import { renderTable } from '../terminal/table.js';

export const influenceCommand = defineCommand({
  name: 'influence',
  summary: 'show which behaviors, items and interactions move recommendations most',
  description:
    'Exactly, over users drawn at random: what taking away all views, all purchases … of a user does to the scores of her ' +
    'first recommendations, how many of them leave, and which items and single interactions do most. Of the served ' +
    "snapshot; figures are shares of the scores' magnitude. See docs/influence.md.",
  options: {
    users: { flag: '--users <n>', type: integer(1, 1_000_000), description: 'users to draw (default: 200)' },
    top: { flag: '--top <k>', type: integer(1, 1000), description: 'recommendations of each (default: 20)' },
    first: { flag: '--first <n>', type: integer(1, 1000), description: 'items and interactions to list (default: 10)' },
  },
  settings: ['snapshotDirectory', 'seed'],
  examples: [
    { command: 'edgewise influence', shows: 'whether views, carts or purchases decide' },
    { command: 'edgewise influence --users 2000 --json', shows: 'the same of more users, for a script' },
  ],
  async run(call) {
    const { createRecommender } = await import('../../recommend/create-recommender.js');
    const { createInfluence } = await import('../../influence/create-influence.js');
    const { summarizeInfluence } = await import('../../influence/summary/summarize-influence.js');
    const { users = 200, top = 20, first: listed = 10 } = call.options;
    const snapshot = await (await openSnapshots(call)).openCurrent();
    const [recommender, influence] = [await createRecommender(snapshot), await createInfluence(snapshot)];
    const random = Random.stream(call.settings.seed, 'influence summary');
    const model = { snapshot, recommender, influence };
    const summary = await summarizeInfluence(model, { users, top, listed }, random, call.run);
    const named = nameParts(summary, snapshot);
    call.output.result(named, () => renderSummary(named));
  },
});

type NamedSummary = ReturnType<typeof nameParts>;

/** With keys and titles in place of indices. */
function nameParts({ items, interactions, ...rest }: InfluenceSummary, snapshot: Snapshot) {
  const named = (item: number): { item: string; title?: string } => {
    const title = snapshot.itemRecords[item]?.title;
    return { item: snapshot.items.keyAt(item), ...(title !== undefined && { title }) };
  };
  return {
    snapshot: snapshot.manifest.version,
    ...rest,
    items: items.map(({ item, ...figures }) => ({ ...named(item), ...figures })),
    interactions: interactions.map(({ user, item, effect }) => ({
      user: snapshot.users.keyAt(user),
      ...named(item),
      effect,
    })),
  };
}

function renderSummary({ snapshot, users, top, behaviors, items, interactions }: NamedSummary): string {
  const numeric = (title: string): { title: string; align: 'right' } => ({ title, align: 'right' });
  const behaviorTable = renderTable(
    [{ title: 'behavior' }, numeric('users'), numeric('events'), numeric('effect'), numeric('displaced')],
    behaviors.map(({ behavior, users, events, effect, displaced }) => [
      behavior,
      String(users),
      String(events),
      formatFigure(effect),
      `${(100 * displaced).toFixed(1)} %`,
    ]),
  );
  const itemTable = renderTable(
    [{ title: 'item' }, { title: 'title' }, numeric('users'), numeric('raised'), numeric('lowered')],
    items.map(({ item, title, users, raised, lowered }) => [
      item,
      title ?? '',
      String(users),
      formatFigure(raised),
      formatFigure(lowered),
    ]),
  );
  const interactionTable = renderTable(
    [{ title: 'user' }, { title: 'item' }, { title: 'title' }, numeric('effect')],
    interactions.map(({ user, item, title, effect }) => [user, item, title ?? '', formatFigure(effect)]),
  );
  return [
    `What moves the first ${top} recommendations of ${users} users, snapshot ${snapshot}`,
    `Without all events of a behavior:\n${behaviorTable}`,
    `Without single interactions, by item:\n${itemTable}`,
    `The interactions that do most:\n${interactionTable}`,
  ].join('\n\n');
}
