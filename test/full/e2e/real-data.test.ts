import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { answerOf, serveEdgewise } from '../../e2e/edgewise-process.js';
import { temporaryDirectory } from '../../e2e/temporary-directory.js';

const DATA = join(import.meta.dirname, '../../../../shared/data');
const withData = existsSync(DATA) ? describe : describe.skip;
const label = existsSync(DATA) ? '' : ' (skipped: ../shared/data is not there)';

const QUERY = `query ($key: String!) {
  user(key: $key) {
    interactions(first: 3) { nodes { item { key } behavior at weight } }
    recommendations(first: 20) { edges { rank score source node { key title } } }
    neighbors(first: 5) { nodes { key } }
  }
  model { counts { users items interactions } }
}`;

interface Answer {
  readonly user: {
    readonly interactions: {
      readonly nodes: readonly { item: { key: string }; behavior: string; at: number | null }[];
    };
    readonly recommendations: {
      readonly edges: readonly { source: string; node: { key: string; title: string | null } }[];
    };
    readonly neighbors: { readonly nodes: readonly { key: string }[] };
  };
  readonly model: { readonly counts: object };
}

interface Job {
  readonly importWords: readonly string[];
  /** What import and store must count. */
  readonly read: number;
  readonly stored: {
    readonly users: number;
    readonly items: number;
    readonly interactions: number;
    readonly behaviors: object;
  };
  readonly trainWords: readonly string[];
  readonly user: string;
  /** Words of `evaluate`, made when they are needed. */
  evaluateWords(directory: string): readonly string[];
  readonly leastRecall: number;
}

withData(`ml-latest-small through the command line${label}`, () => {
  const path = join(DATA, 'ml-latest-small');
  mainJob({
    importWords: ['--format', 'movielens', '--path', path],
    read: 100_836,
    stored: { users: 610, items: 9742, interactions: 100_836, behaviors: { rated: 100_836 } },
    trainWords: [],
    user: '42',
    evaluateWords: (directory) =>
      splitCsv(
        join(path, 'ratings.csv'),
        { user: 0, item: 1, at: 3 },
        directory,
        'user=userId,item=movieId,at=timestamp,weight=rating',
      ),
    leastRecall: 0.08,
  });
});

withData(`deskdrop through the command line, five behaviors${label}`, () => {
  const path = join(DATA, 'deskdrop/interactions_slim.csv');
  const map = 'user=personId,item=contentId,behavior=eventType,at=timestamp';
  mainJob({
    importWords: ['--format', 'csv', '--path', path, '--map', map],
    read: 72_312,
    stored: {
      users: 1895,
      items: 2987,
      interactions: 70_028, // events that differ in user, item, behavior or second
      behaviors: { VIEW: 58_802, LIKE: 5745, BOOKMARK: 2463, 'COMMENT CREATED': 1611, FOLLOW: 1407 },
    },
    trainWords: [
      ['--weighting', 'log'],
      ['--behavior-weights', 'VIEW=1,LIKE=2,BOOKMARK=2.5,FOLLOW=3,COMMENT CREATED=4'],
      ['--half-life', '60d'],
    ].flat(),
    user: '-8845298781299428018', // below -2^53: a number would have become another user
    evaluateWords: (directory) => splitCsv(path, { user: 3, item: 2, at: 0 }, directory, map),
    leastRecall: 0.1,
  });
});

withData(`deskdrop's behaviors, learned${label}`, () => {
  const directory = temporaryDirectory();

  afterAll(() => {
    directory.remove();
  });

  it('weighs five behaviors and a year, and judges by one of them', async () => {
    const path = join(DATA, 'deskdrop/interactions_slim.csv');
    const map = 'user=personId,item=contentId,behavior=eventType,at=timestamp';
    const weights = ['--weighting', 'log', '--behavior-weights', 'auto', '--half-life', 'auto'];
    const words = ['evaluate', '--format', 'csv', '--path', path, '--map', map, '--model', 'filter', ...weights];
    const { choice, counts, protocol } = await answerOf<{ choice: object; counts: Counts; protocol: object }>(
      [...words, '--split', 'last-share', '--target-behavior', 'LIKE'],
      { directory: directory.path },
    );
    const behaviors = ['BOOKMARK', 'COMMENT CREATED', 'FOLLOW', 'LIKE', 'VIEW'].map((name) => `weight of ${name}`);
    expect(Object.keys(choice)).toEqual([...behaviors, 'half-life in days', 'p', 'q', 'a']);
    expect(choice).toMatchObject({ 'weight of VIEW': 1 }); // the most frequent one
    expect(protocol).toMatchObject({ targetBehavior: 'LIKE' });
    expect(counts.heldOut).toBeGreaterThan(0);
    expect(counts.heldOut).toBeLessThan(5745); // as many likes as there are
  });
});

interface Counts {
  readonly heldOut: number;
}

withData(`gowalla through the command line${label}`, () => {
  const [train, test] = [join(DATA, 'gowalla/train.txt'), join(DATA, 'gowalla/test.txt')];
  mainJob({
    importWords: ['--format', 'lightgcn', '--path', train],
    read: 810_128,
    stored: { users: 29_858, items: 40_981, interactions: 810_128, behaviors: { interacted: 810_128 } },
    trainWords: ['--epochs', '1'],
    user: '123',
    evaluateWords: () => ['--format', 'lightgcn', '--train', train, '--test', test, '--epochs', '1'],
    leastRecall: 0.13,
  });
});

/** Import, train, evaluate, serve and query, each as a process of its own. */
function mainJob({ importWords, read, stored, trainWords, user, evaluateWords, leastRecall }: Job): void {
  const directory = temporaryDirectory();
  const here = { directory: directory.path };

  afterAll(() => {
    directory.remove();
  });

  it('imports every line', async () => {
    expect(await answerOf(['import', ...importWords], here)).toMatchObject({ interactionsRead: read, rejected: 0 });
    expect(await answerOf(['store', 'stats'], here)).toMatchObject(stored);
    expect(await answerOf(['store', 'check'], here)).toMatchObject({ problems: [] });
  });

  it('trains and publishes', async () => {
    const { users, items } = stored;
    const { counts } = await answerOf<{ counts: { users: number; items: number } }>(['train', ...trainWords], here);
    expect(counts.users).toBe(users);
    expect(counts.items).toBeLessThanOrEqual(items); // an item that nobody touched is no part of the graph
  });

  it('evaluates better than popularity', async () => {
    const { metrics, popularity } = await answerOf<{ metrics: Metrics; popularity: Metrics }>(
      ['evaluate', ...evaluateWords(directory.path)],
      here,
    );
    expect(metrics['recall@20']).toBeGreaterThan(leastRecall);
    expect(metrics['recall@20']).toBeGreaterThan(popularity['recall@20']!);
    expect(metrics['ndcg@20']).toBeGreaterThan(popularity['ndcg@20']!);
  });

  it('serves interactions, recommendations and neighbors', async () => {
    const server = await serveEdgewise([], here);
    const { data, errors } = await server.query<Answer>(QUERY, { key: user });
    expect(errors).toBeUndefined();
    expect(data.model.counts).toMatchObject({ users: stored.users });
    const { interactions, recommendations, neighbors } = data.user;
    expect(recommendations.edges).toHaveLength(20);
    expect(new Set(recommendations.edges.map(({ source }) => source))).toEqual(new Set(['MODEL']));
    const recommended = recommendations.edges.map(({ node }) => node.key);
    for (const { item } of interactions.nodes) expect(recommended).not.toContain(item.key);
    expect(neighbors.nodes).toHaveLength(5);
    expect((await server.stop()).exitCode).toBe(0);
  });
}

type Metrics = Readonly<Record<string, number>>;

interface Columns {
  readonly user: number;
  readonly item: number;
  readonly at: number;
}

/** Two csv files, the earlier four fifths and the later fifth of every user's items, and the words to evaluate by them. */
function splitCsv(path: string, columns: Columns, directory: string, map: string): string[] {
  const [header, ...rows] = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/);
  const users = new Map<string, Map<string, { at: number; row: string }>>();
  for (const row of rows) {
    const fields = row.split(',');
    const items = users.get(fields[columns.user]!) ?? new Map<string, { at: number; row: string }>();
    users.set(fields[columns.user]!, items.set(fields[columns.item]!, { at: Number(fields[columns.at]), row }));
  }
  const lists = [...users.values()].map((items) => [...items.values()].sort((a, b) => a.at - b.at));
  const write = (name: string, part: (list: { row: string }[]) => { row: string }[]): string => {
    const file = join(directory, name);
    const kept = lists.flatMap(part).map(({ row }) => row);
    writeFileSync(file, `${[header, ...kept].join('\n')}\n`);
    return file;
  };
  const cut = (list: readonly unknown[]): number => Math.ceil(list.length * 0.8);
  const train = write('train.csv', (list) => list.slice(0, cut(list)));
  const test = write('test.csv', (list) => list.slice(cut(list)));
  return ['--format', 'csv', '--map', map, '--train', train, '--test', test];
}
