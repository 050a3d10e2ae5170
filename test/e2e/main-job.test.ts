import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerOf, errorOf, serveEdgewise, type RunningEdgewise } from './edgewise-process.js';
import { CSV_MAP, isOfTaste, knownItems, SMALL_GRAPH, writeCsv, writeItems, writeSplit } from './small-graph.js';
import { temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();
const here = { directory: directory.path };
const TRAIN_QUICKLY = ['--epochs', '3', '--dimensions', '16'];
const IMPORT = ['import', '--format', 'csv', '--path', 'log.csv', '--map', CSV_MAP, '--items', 'items.csv'];

const RECOMMENDATIONS = `query ($key: String!, $filter: RecommendationFilter) {
  user(key: $key) { recommendations(first: 4, filter: $filter) { edges { rank score source node { key title } } } }
}`;
const RECORD = `mutation ($input: [InteractionInput!]!) {
  recordInteractions(input: $input) { created users { key revision } userErrors { code field } }
}`;

interface Recommendations {
  readonly user: { readonly recommendations: { readonly edges: readonly Edge[] } } | null;
}
interface Edge {
  readonly rank: number;
  readonly score: number;
  readonly source: string;
  readonly node: { readonly key: string; readonly title: string | null };
}

beforeAll(() => {
  writeCsv(directory.inside('log.csv'));
  writeItems(directory.inside('items.csv'));
  writeSplit(directory.inside('train.txt'), directory.inside('test.txt'));
});

afterAll(() => {
  directory.remove();
});

describe('files → store → model', () => {
  it('imports, and the same file again changes nothing', async () => {
    const { interactions, items } = SMALL_GRAPH;
    expect(await answerOf(IMPORT, here)).toMatchObject({
      rejected: 0,
      interactions: { created: interactions, updated: 0, unchanged: 0 },
    });
    expect(await answerOf(IMPORT, here)).toMatchObject({
      interactions: { created: 0, updated: 0, unchanged: interactions },
      items: { created: 0, updated: 0, unchanged: items },
    });
    expect(await answerOf(['store', 'stats'], here)).toMatchObject(SMALL_GRAPH);
    expect(await answerOf(['store', 'check'], here)).toMatchObject({ ...SMALL_GRAPH, problems: [] });
  });

  it('evaluates on two files: better than popularity, which knows no tastes', async () => {
    const words = ['evaluate', '--format', 'lightgcn', '--train', 'train.txt', '--test', 'test.txt', ...TRAIN_QUICKLY];
    const report = await answerOf<EvaluateAnswer>(words, here);
    expect(report.metrics['recall@20']).toBe(1); // six items of a taste are left for 20 places
    expect(report.metrics['ndcg@20']).toBeGreaterThan(report.popularity['ndcg@20']!);
    expect(report.epochs).toBeGreaterThan(0);
    for (const figure of [report.stepMilliseconds, report.peakRss, report.seconds.training]) {
      expect(figure).toBeGreaterThan(0);
    }
  });

  it('evaluates on what it holds out of the store, over seeds, with a report', async () => {
    const protocol = ['--split', 'random', '--share', '0.25', '--seeds', '1,2', '--cutoffs', '1,5', '--auc'];
    const words = ['evaluate', ...protocol, '--report', 'report.html,report.md', ...TRAIN_QUICKLY];
    const report = await answerOf<EvaluateAnswer>(words, here);
    expect(report).toMatchObject({ seeds: [1, 2], protocol: { split: { kind: 'random', share: 0.25 } } });
    expect(report.metrics['recall@5']).toBeGreaterThan(report.popularity['recall@5']!);
    expect(report.metrics['auc']).toBeGreaterThan(0.9); // whose taste an item is of, beside every other item
    expect(readFileSync(directory.inside('report.md'), 'utf8')).toContain('| recall@5 |');
    expect(readFileSync(directory.inside('report.html'), 'utf8')).toContain('</html>');
    expect(await errorOf([...words, '--cut', '2026-01-01'], here)).toMatchObject({ code: 'USAGE', exitCode: 2 });
  });

  it('evaluates baselines, which it does not train to serve', async () => {
    const files = ['--format', 'lightgcn', '--train', 'train.txt', '--test', 'test.txt'];
    for (const model of ['item-knn', 'ease']) {
      const report = await answerOf<EvaluateAnswer>(['evaluate', ...files, '--model', model], here);
      expect(report).toMatchObject({ model, metrics: { 'recall@20': 1 } });
    }
    expect(await errorOf(['train', '--model', 'als'], here)).toMatchObject({ code: 'MODEL_NOT_SERVED', exitCode: 2 });
  });

  it('trains, publishes and lists a snapshot that is intact', async () => {
    const { version, counts } = await answerOf<{ version: string; counts: object }>(['train', ...TRAIN_QUICKLY], here);
    expect(counts).toMatchObject({ users: SMALL_GRAPH.users, items: SMALL_GRAPH.items });
    const { snapshots } = await answerOf<{ snapshots: object[] }>(['snapshots', 'list'], here);
    expect(snapshots).toMatchObject([{ version, current: true }]);
    expect(await answerOf(['snapshots', 'verify'], here)).toMatchObject({ version, intact: true });
  });

  it('compares two snapshots by pairs that are new to both', async () => {
    const { version } = await answerOf<{ version: string }>(['train', '--epochs', '1', '--dimensions', '2'], here);
    const { snapshots } = await answerOf<{ snapshots: { version: string }[] }>(['snapshots', 'list'], here);
    const [, before] = snapshots;
    writeFileSync(directory.inside('later.csv'), 'who,what\nu00,i11\nu01,i23\nu00,i00\n');
    const source = ['--format', 'csv', '--test', 'later.csv'];
    const compare = ['evaluate', '--compare', `current,${before!.version}`, '--map', 'user=who,item=what', ...source];
    const comparison = await answerOf<object>(compare, here);
    expect(comparison).toMatchObject({ versions: [version, before!.version], counts: { users: 2, heldOut: 2 } });
    await answerOf(['snapshots', 'rollback', before!.version], here);
    expect(await errorOf(['evaluate', '--compare', 'current,nothing'], here)).toMatchObject({
      code: 'SNAPSHOT_NOT_FOUND',
    });
  });

  it('recommends the rest of a taste in the terminal', async () => {
    const answer = await answerOf<{ source: string; recommendations: { item: string }[] }>(
      ['recommend', 'u07', '--first', '4'],
      here,
    );
    expect(answer.source).toBe('MODEL');
    const items = answer.recommendations.map(({ item }) => item);
    expect(items.every((item) => isOfTaste('u07', item))).toBe(true);
    expect(items.some((item) => knownItems('u07').includes(item))).toBe(false);
  });

  it('says who is not known, with exit code 1', async () => {
    expect(await errorOf(['recommend', 'nobody'], here)).toMatchObject({ code: 'USER_NOT_FOUND', exitCode: 1 });
  });
});

interface EvaluateAnswer {
  readonly metrics: Readonly<Record<string, number>>;
  readonly popularity: Readonly<Record<string, number>>;
  readonly epochs: number;
  readonly stepMilliseconds: number;
  readonly peakRss: number;
  readonly seconds: { readonly training: number };
}

describe('a running serve', () => {
  let server: RunningEdgewise;

  beforeAll(async () => {
    server = await serveEdgewise([], here);
  });

  afterAll(async () => {
    await server.stop();
  });

  const recommend = async (key: string, filter?: object): Promise<readonly Edge[]> => {
    const { data, errors } = await server.query<Recommendations>(RECOMMENDATIONS, { key, filter });
    expect(errors).toBeUndefined();
    return data.user!.recommendations.edges;
  };
  const servedVersion = async (): Promise<string> => {
    const { data, errors } = await server.query<{ model: { version: string } }>('{ model { version } }');
    expect(errors).toBeUndefined();
    return data.model.version;
  };

  it('answers what the terminal answers', async () => {
    const edges = await recommend('u07');
    expect(edges.map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
    expect(edges.every(({ source, node }) => source === 'MODEL' && isOfTaste('u07', node.key))).toBe(true);
    expect(edges[0]!.node.title).toBe(`Item ${Number(edges[0]!.node.key.slice(1))}`);
    const terminal = await answerOf<{ recommendations: { item: string; score: number }[] }>(
      ['recommend', 'u07', '--first', '4'],
      here,
    );
    expect(terminal.recommendations).toMatchObject(edges.map(({ node, score }) => ({ item: node.key, score })));
  });

  it('is alive and ready', async () => {
    for (const path of ['/healthz', '/readyz']) {
      expect((await fetch(new URL(path, server.url))).status).toBe(200);
    }
  });

  it('filters by attribute', async () => {
    const edges = await recommend('u07', { attributes: [{ name: 'category', equals: 'taste 0' }] });
    expect(edges.every(({ node }) => isOfTaste('u00', node.key))).toBe(true);
  });

  it('folds in what is recorded, in the next query, for users known and new', async () => {
    const [best] = await recommend('u07');
    const known = { userKey: 'u07', itemKey: best!.node.key };
    const fresh = [24, 25, 26, 27].map((item) => ({ userKey: 'newcomer', itemKey: `i${item}` }));
    const { data } = await server.query<{ recordInteractions: object }>(RECORD, { input: [known, ...fresh] });
    expect(data.recordInteractions).toMatchObject({ created: 5, userErrors: [] });

    const after = await recommend('u07');
    expect(after.map(({ node }) => node.key)).not.toContain(best!.node.key);
    expect(new Set(after.map(({ source }) => source))).toEqual(new Set(['FOLD_IN']));
    const newcomer = await recommend('newcomer');
    expect(newcomer.every(({ source, node }) => source === 'FOLD_IN' && isOfTaste('u02', node.key))).toBe(true);
  });

  it('refuses an input that is wrong, naming the field, and records nothing of it', async () => {
    const input = [
      { userKey: 'u08', itemKey: 'i00' },
      { userKey: 'u08', itemKey: 'i01', weight: -1 },
    ];
    const { data } = await server.query<{ recordInteractions: { created: number; userErrors: object[] } }>(RECORD, {
      input,
    });
    expect(data.recordInteractions.created).toBe(0);
    expect(data.recordInteractions.userErrors).toMatchObject([
      { code: 'INTERACTION_INVALID', field: ['input', '1', 'weight'] },
    ]);
  });

  it('lets other commands through to the store that it holds', async () => {
    expect(await answerOf(IMPORT, here)).toMatchObject({ interactions: { created: 0 } });
    const stats = await answerOf<{ users: number }>(['store', 'stats'], here);
    expect(stats.users).toBe(SMALL_GRAPH.users + 1);
    expect(await answerOf(['recommend', 'newcomer'], here)).toMatchObject({ source: 'FOLD_IN' });
  });

  it('swaps in what refresh publishes beside it, without a failed query', async () => {
    const before = await servedVersion();
    const refreshed = answerOf<{ version: string }>(['refresh', ...TRAIN_QUICKLY], here);
    let version = before;
    while (version === before) {
      expect(await recommend('u11')).toHaveLength(4);
      version = await servedVersion();
    }
    expect(version).toBe((await refreshed).version);
    const newcomer = await recommend('newcomer');
    expect(newcomer.every(({ source }) => source === 'MODEL')).toBe(true);
  });

  it('serves an earlier snapshot again after a rollback', async () => {
    const { version } = await answerOf<{ version: string }>(['snapshots', 'rollback'], here);
    while ((await servedVersion()) !== version) expect(await recommend('u11')).toHaveLength(4);
  });

  it('forgets an erased user everywhere', async () => {
    const erase = 'mutation { eraseUser(key: "u07") { erased userErrors { code } } }';
    const { data } = await server.query<{ eraseUser: object }>(erase);
    expect(data.eraseUser).toEqual({ erased: true, userErrors: [] });
    const { data: gone, errors } = await server.query<Recommendations>(RECOMMENDATIONS, { key: 'u07' });
    expect(gone.user).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'USER_NOT_FOUND' } }]);
    expect(await errorOf(['recommend', 'u07'], here)).toMatchObject({ code: 'USER_NOT_FOUND' });
    expect(await answerOf(['store', 'stats'], here)).toMatchObject({ users: SMALL_GRAPH.users });
    expect(await answerOf(['snapshots', 'verify'], here)).toMatchObject({ counts: { users: SMALL_GRAPH.users - 1 } });
  });

  it('ends with 0 when it is asked to stop', async () => {
    expect((await server.stop()).exitCode).toBe(0);
  });
});

describe('before the first snapshot', () => {
  it('serve starts, says so on /readyz, and codes the error', async () => {
    const words = ['--store', 'embedded:other', '--snapshots', 'none'];
    const server = await serveEdgewise(words, here);
    expect((await fetch(new URL('/readyz', server.url))).status).toBe(503);
    const { errors } = await server.query('{ model { version } user(key: "a") { key } }');
    expect(errors).toMatchObject([{ extensions: { code: 'USER_NOT_FOUND' } }]);
    expect((await server.stop()).exitCode).toBe(0);
  });

  it('commands that need one end with SNAPSHOT_MISSING', async () => {
    expect(await errorOf(['recommend', 'u01', '--snapshots', 'none'], here)).toMatchObject({
      code: 'SNAPSHOT_MISSING',
      exitCode: 1,
    });
  });
});
