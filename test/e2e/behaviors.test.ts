import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerOf, errorOf, serveEdgewise } from './edgewise-process.js';
import { CSV_MAP, isOfTaste, SMALL_GRAPH, writeCsv } from './small-graph.js';
import { temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();
const here = { directory: directory.path };
const FILTER = ['--model', 'filter'];
/** The last event of the small graph. */
const NEWEST = Date.UTC(2026, 0, 8);

const RECORD = `mutation ($input: [InteractionInput!]!) {
  recordInteractions(input: $input) { created userErrors { code } }
}`;
const RECOMMENDATIONS = `query ($key: String!) {
  user(key: $key) { recommendations(first: 4) { edges { source node { key } } } }
}`;

interface Recommendations {
  readonly user: { readonly recommendations: { readonly edges: readonly Edge[] } };
}
interface Edge {
  readonly source: string;
  readonly node: { readonly key: string };
}

beforeAll(async () => {
  writeCsv(directory.inside('log.csv'));
  await answerOf(['import', '--format', 'csv', '--path', 'log.csv', '--map', CSV_MAP], here);
});

afterAll(() => {
  directory.remove();
});

describe('behaviors and time through the command line', () => {
  it('evaluates by one behavior, with weights and a half-life learned on the training side', async () => {
    const split = ['--split', 'last-share', '--share', '0.25'];
    const learned = ['--weighting', 'log', '--behavior-weights', 'auto', '--half-life', 'auto'];
    const words = ['evaluate', ...FILTER, ...split, ...learned, '--target-behavior', 'buy'];
    const { counts, choice, protocol } = await answerOf<{
      counts: object;
      choice: Record<string, number>;
      protocol: object;
    }>([...words, '--report', 'report.md'], here);
    expect(protocol).toMatchObject({ split: { kind: 'last-share' }, targetBehavior: 'buy' });
    expect(readFileSync(directory.inside('report.md'), 'utf8')).toContain('judged by: what has the behavior buy');
    expect(counts).toMatchObject({ heldOut: SMALL_GRAPH.users }); // of her last two items each bought one
    expect(Object.keys(choice)).toEqual(['weight of buy', 'weight of view', 'half-life in days', 'p', 'q', 'a']);
    expect(choice['weight of view']).toBe(1);
  });

  it('trains with weights by behavior and age, and keeps them in the snapshot', async () => {
    const weights = ['--weighting', 'sum', '--behavior-weights', 'buy=3', '--half-life', '2d'];
    const { version } = await answerOf<{ version: string }>(['train', ...FILTER, ...weights], here);
    const path = directory.inside(`data/snapshots/versions/${version}/manifest.json`);
    const { dataset } = JSON.parse(readFileSync(path, 'utf8')) as { dataset: object };
    expect(dataset).toMatchObject({
      weighting: { mode: 'sum', behaviorWeights: { buy: 3 }, decay: { halfLife: 172_800_000, asOf: NEWEST } },
    });
  });

  it('serves what somebody does now as the newest: it outweighs a taste of long ago', async () => {
    const server = await serveEdgewise([], here);
    const ask = async (): Promise<readonly Edge[]> =>
      (await server.query<Recommendations>(RECOMMENDATIONS, { key: 'u00' })).data.user.recommendations.edges;
    const before = await ask();
    expect(before.every(({ source, node }) => source === 'MODEL' && isOfTaste('u00', node.key))).toBe(true);
    const input = [{ userKey: 'u00', itemKey: itemOfTaste('u01'), behavior: 'view' }];
    const { data } = await server.query<{ recordInteractions: object }>(RECORD, { input });
    expect(data.recordInteractions).toEqual({ created: 1, userErrors: [] });
    const after = await ask();
    expect(after.every(({ source, node }) => source === 'FOLD_IN' && isOfTaste('u01', node.key))).toBe(true);
    expect((await server.stop()).exitCode).toBe(0);
  });

  it.each([
    ['a half-life where every pair weighs 1', ['train', '--half-life', '2d'], 'BAD_SETTING'],
    ['weights to learn where every pair weighs 1', ['train', '--behavior-weights', 'auto'], 'BAD_SETTING'],
    ['a target that nobody has', ['evaluate', '--target-behavior', 'sell'], 'BEHAVIOR_UNKNOWN'],
  ])('refuses %s', async (_, words, code) => {
    expect(await errorOf([...words, ...FILTER], here)).toMatchObject({ code, exitCode: 2 });
  });
});

/** An item of the user's taste. */
function itemOfTaste(user: string): string {
  const all = Array.from({ length: SMALL_GRAPH.items }, (_, item) => `i${String(item).padStart(2, '0')}`);
  return all.find((item) => isOfTaste(user, item))!;
}
