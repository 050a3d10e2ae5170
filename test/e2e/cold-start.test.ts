import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerOf, errorOf, serveEdgewise, type RunningEdgewise } from './edgewise-process.js';
import { CSV_MAP, isOfTaste, writeCsv, writeItems } from './small-graph.js';
import { temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();
const here = { directory: directory.path };
const LOG = ['--format', 'csv', '--path', 'log.csv', '--map', CSV_MAP];
const SOURCE = [...LOG, '--items', 'items.csv'];
const TRAIN = ['--epochs', '3', '--dimensions', '16', '--attributes', 'category=1'];
const NEW_ITEM = 'i48'; // of taste 3, which has i36 … i47
const OF_TASTE_3 = 'u03';

interface Answer {
  readonly user: { readonly recommendations: { readonly edges: readonly Edge[] } };
  readonly item: { readonly neighbors: { readonly edges: readonly Pick<Edge, 'node'>[] } };
}
interface Edge {
  readonly source: string;
  readonly node: { readonly key: string };
  readonly influences: readonly { readonly item: { readonly key: string }; readonly influence: number }[];
}

const ASK = `query ($user: String!, $item: String!) {
  user(key: $user) { recommendations(first: 5) { edges { source node { key } influences { item { key } influence } } } }
  item(key: $item) { neighbors(first: 5, kind: EMBEDDING) { edges { node { key } } } }
}`;

beforeAll(async () => {
  writeCsv(directory.inside('log.csv'));
  writeItems(directory.inside('items.csv'));
  appendFileSync(directory.inside('items.csv'), `${NEW_ITEM},Just arrived,taste 3\n`);
  await answerOf(['import', ...SOURCE], here);
  await answerOf(['train', ...TRAIN], here);
});

afterAll(() => {
  directory.remove();
});

describe('an item that nobody has, described by an attribute', () => {
  let server: RunningEdgewise;

  beforeAll(async () => {
    server = await serveEdgewise([], here);
  });

  afterAll(async () => {
    await server.stop();
  });

  const ask = async (user: string): Promise<Answer> => {
    const { data, errors } = await server.query<Answer>(ASK, { user, item: NEW_ITEM });
    expect(errors).toBeUndefined();
    return data;
  };

  it('is recommended to whom the attribute suits, explained by what she has, and to nobody else so early', async () => {
    const { edges } = (await ask(OF_TASTE_3)).user.recommendations; // four known ones of her taste are left, and the new one
    expect(edges.map(({ node }) => node.key)).toContain(NEW_ITEM);
    const { source, influences } = edges.find(({ node }) => node.key === NEW_ITEM)!;
    expect(source).toBe('MODEL');
    expect(influences.length).toBeGreaterThan(0);
    expect(influences.every(({ item }) => isOfTaste(OF_TASTE_3, item.key))).toBe(true);
    const others = (await ask('u00')).user.recommendations.edges.slice(0, 4);
    expect(others.map(({ node }) => node.key)).not.toContain(NEW_ITEM);
  });

  it('has neighbors that are described alike', async () => {
    const { edges } = (await ask(OF_TASTE_3)).item.neighbors;
    expect(edges).toHaveLength(5);
    expect(edges.every(({ node }) => isOfTaste(OF_TASTE_3, node.key))).toBe(true);
  });

  it('counts once somebody has it, for a user whom no training saw', async () => {
    const record = `mutation { recordInteractions(input: [{ userKey: "newcomer", itemKey: "${NEW_ITEM}" }]) { created } }`;
    await server.query(record);
    const { edges } = (await ask('newcomer')).user.recommendations;
    expect(edges.every(({ source, node }) => source === 'FOLD_IN' && isOfTaste(OF_TASTE_3, node.key))).toBe(true);
  });
});

describe('users whom training does not see', () => {
  const evaluate = ['evaluate', ...LOG, '--split', 'new-users', '--share', '0.2', '--told', '3'];

  it.each(['blend', 'item-knn', 'als'])(
    'are offered what is of their taste by %s, as the report says',
    async (model) => {
      const sized = model === 'item-knn' ? [] : ['--epochs', '3', '--dimensions', '16'];
      const words = [...evaluate, '--model', model, ...sized, '--cutoffs', '9', '--seeds', '1,2', '--report', 'new.md'];
      const report = await answerOf<{
        metrics: Record<string, number>;
        popularity: Record<string, number>;
        protocol: object;
        counts: { evaluatedUsers: number };
      }>(words, here);
      expect(report.protocol).toMatchObject({ split: { kind: 'new-users', share: 0.2, told: 3 } });
      expect(report.counts.evaluatedUsers).toBe(12);
      expect(report.metrics['recall@9']).toBe(1); // of her taste nine are not told
      expect(report.popularity['recall@9']).toBeLessThan(0.7);
      expect(readFileSync(directory.inside('new.md'), 'utf8')).toContain(
        'a random 20 % of the users with 6 items or more, of whom training sees nothing',
      );
    },
  );

  it('are refused where nobody has enough items, and by a model that cannot rank them', async () => {
    const [tooMany, unable] = [
      await errorOf(['evaluate', ...LOG, '--split', 'new-users', '--told', '5'], here),
      await errorOf([...evaluate, '--model', 'chebyshev'], here),
    ];
    expect(tooMany).toMatchObject({ code: 'SPLIT_INVALID', exitCode: 2, cure: 'Tell 4 items or fewer.' });
    expect(unable).toMatchObject({ code: 'MODEL_WITHOUT_FOLD_IN', exitCode: 2 });
  });
});

describe('attributes on the command line', () => {
  it('are judged on items held out with all that was done with them', async () => {
    const words = ['evaluate', ...TRAIN, '--split', 'new-items', '--share', '0.1', '--report', 'report.md'];
    const report = await answerOf<{ metrics: Record<string, number>; popularity: Record<string, number> }>(words, here);
    expect(report.metrics['recall@20']).toBeGreaterThan(0.9);
    expect(report.popularity['recall@20']).toBeLessThan(0.5);
    expect(readFileSync(directory.inside('report.md'), 'utf8')).toContain('a random 10 % of the items');
  });

  it('are kept by a refresh, also one that finds nothing new, and trained anew with other weights', async () => {
    await answerOf(['refresh', ...TRAIN], here); // what was recorded above
    expect(await answerOf(['refresh', ...TRAIN], here)).toMatchObject({ outcome: 'unchanged' });
    const other = ['--epochs', '3', '--dimensions', '16', '--attributes', 'category=0.5'];
    expect(await answerOf(['refresh', ...other], here)).toMatchObject({ outcome: 'published', start: 'cold' });
    expect(await answerOf(['snapshots', 'verify'], here)).toMatchObject({ intact: true });
  });

  it('are refused where no item has them, or they are numbers', async () => {
    expect(await errorOf(['train', '--attributes', 'categroy=1'], here)).toMatchObject({
      code: 'ATTRIBUTE_INVALID',
      exitCode: 2,
    });
    writeFileSync(directory.inside('priced.ndjson'), '{"key":"i00","attributes":{"category":"taste 0","price":2.5}}\n');
    await answerOf(['import', '--format', 'ndjson', '--path', 'priced.ndjson'], here);
    const { code, message } = await errorOf(['train', '--attributes', 'price=1'], here);
    expect(code).toBe('ATTRIBUTE_INVALID');
    expect(message).toContain('which is no category');
  });
});
