import { integer, list, number, present } from '../../config/value-types.js';
import { EdgewiseError } from '../../core/errors.js';
import type { AttributeCondition, RecommendationFilter, RecommendationPage } from '../../recommend/request.js';
import type { Snapshot } from '../../snapshot/snapshot.js';
import type { AttributeValue } from '../../store/interaction-store.js';
import { STORE_SETTINGS } from '../../config/neo4j-settings.js';
import { defineCommand } from '../command-definition.js';
import { openSnapshots } from '../open-snapshots.js';
import { formatFigure } from '../terminal/format-figures.js';
import { renderTable } from '../terminal/table.js';
import { withStore } from '../with-store.js';

export const recommendCommand = defineCommand({
  name: 'recommend',
  summary: 'recommend items to a user',
  description:
    'The same answer as `user { recommendations }` of the API: best first over the whole catalogue, items that the user ' +
    'already interacted with left out, newer interactions than the snapshot folded in. The source says whether the trained ' +
    'model answered (MODEL), a fold-in (FOLD_IN) or, where nothing is known of her, popularity (POPULAR).',
  arguments: { user: { description: 'key of the user' } },
  options: {
    first: { flag: '--first <n>', type: integer(1, 1000), description: 'how many (default: 20)' },
    where: {
      flag: '--where <conditions>',
      type: list,
      description: 'only items with these attributes: NAME=VALUE,…; a name twice means either value',
    },
    exclude: { flag: '--exclude <items>', type: list, description: 'keys of items to leave out' },
    minPopularity: {
      flag: '--min-popularity <n>',
      type: number(0, Number.MAX_SAFE_INTEGER),
      description: 'fewest distinct users an item must have',
    },
    includeInteracted: {
      flag: '--include-interacted',
      type: present,
      description: 'keep items that the user already interacted with',
    },
  },
  settings: [...STORE_SETTINGS, 'snapshotDirectory'],
  examples: [
    { command: 'edgewise recommend 42', shows: 'the 20 best items for user 42' },
    { command: 'edgewise recommend 42 --where genres=Comedy --first 5', shows: 'the five best comedies' },
    { command: 'edgewise recommend 42 --json', shows: 'keys, titles and scores for a script' },
    { command: 'edgewise recommend -- -anna', shows: 'a key that begins with a dash' },
  ],
  async run(call) {
    const { createRecommender } = await import('../../recommend/create-recommender.js');
    const { resolveUserViews } = await import('../../recommend/resolve-user-views.js');
    const key = call.arguments.user;
    const snapshot = await (await openSnapshots(call)).openCurrent();
    const [user] = await withStore(call, (store) => resolveUserViews(store, snapshot, [key]));
    if (user === undefined) throw new EdgewiseError('USER_NOT_FOUND', `There is no user with the key "${key}".`);
    const recommender = await createRecommender(snapshot);
    const page = recommender.recommend({ user, first: call.options.first ?? 20, filter: filterOf(call.options) });
    const answer = describePage(key, page, snapshot);
    call.output.result(answer, () => renderAnswer(answer));
  },
});

interface FilterOptions {
  readonly where: readonly string[] | undefined;
  readonly exclude: readonly string[] | undefined;
  readonly minPopularity: number | undefined;
  readonly includeInteracted: true | undefined;
}

function filterOf({ where, exclude, minPopularity, includeInteracted }: FilterOptions): RecommendationFilter {
  return {
    ...(where !== undefined && { attributes: attributeConditions(where) }),
    ...(exclude !== undefined && { excludeItems: exclude }),
    ...(minPopularity !== undefined && { minPopularity }),
    ...(includeInteracted !== undefined && { includeInteracted }),
  };
}

function attributeConditions(conditions: readonly string[]): AttributeCondition[] {
  const values = new Map<string, AttributeValue[]>();
  for (const condition of conditions) {
    const [name = '', ...rest] = condition.split('=');
    if (name === '' || rest.length === 0) {
      throw new EdgewiseError('USAGE', `--where has "${condition}"; expected NAME=VALUE.`);
    }
    values.set(name, [...(values.get(name) ?? []), ...readings(rest.join('='))]);
  }
  return [...values].map(([name, anyOf]) => ({ name, anyOf }));
}

/** A word of the command line as text, and as the number or truth value that it may also be. */
function readings(word: string): AttributeValue[] {
  if (word === 'true' || word === 'false') return [word, word === 'true'];
  const value = Number(word);
  return word.trim() !== '' && Number.isFinite(value) ? [word, value] : [word];
}

interface Answer {
  readonly user: string;
  readonly source: string;
  readonly snapshot: string;
  readonly recommendations: readonly { rank: number; item: string; title?: string; score: number }[];
}

function describePage(user: string, page: RecommendationPage, snapshot: Snapshot): Answer {
  const recommendations = page.entries.map(({ rank, key, score, itemIndex }) => {
    const title = snapshot.itemRecords[itemIndex]?.title;
    return { rank, item: key, ...(title !== undefined && { title }), score };
  });
  return { user, source: page.source, snapshot: snapshot.manifest.version, recommendations };
}

function renderAnswer({ source, snapshot, recommendations }: Answer): string {
  const table = renderTable(
    [{ title: 'rank', align: 'right' }, { title: 'item' }, { title: 'title' }, { title: 'score', align: 'right' }],
    recommendations.map(({ rank, item, title, score }) => [String(rank), item, title ?? '', formatFigure(score)]),
  );
  return `${table}source ${source}, snapshot ${snapshot}`;
}
