import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerOf, errorOf, serveEdgewise, type RunningEdgewise } from './edgewise-process.js';
import { CSV_MAP, isOfTaste, SMALL_GRAPH, writeCsv } from './small-graph.js';
import { temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();
const here = { directory: directory.path };
const SOURCE = ['--format', 'csv', '--path', 'log.csv', '--map', CSV_MAP, '--users', 'users.csv'];
const MODEL = ['--epochs', '3', '--dimensions', '16'];
const TRAIN = [...MODEL, '--user-attributes', 'taste=1'];
const GUEST = 'guest'; // of taste 2, did nothing
const OF_TASTE_2 = 'u02';

interface Edge {
  readonly source: string;
  readonly node: { readonly key: string };
  readonly influences: readonly unknown[] | null;
}
interface Answer {
  readonly user: { readonly recommendations: { readonly edges: readonly Edge[] } } | null;
}

const ASK = `query ($user: String!) {
  user(key: $user) { recommendations(first: 8) { edges { source node { key } influences { influence } } } }
}`;

beforeAll(async () => {
  writeCsv(directory.inside('log.csv'));
  const known = Array.from(
    { length: SMALL_GRAPH.users },
    (_, user) => `u${String(user).padStart(2, '0')},taste ${user % 4}`,
  );
  writeFileSync(directory.inside('users.csv'), ['who,taste', ...known, `${GUEST},taste 2`, ''].join('\n'));
  const map = ['--users-map', 'user=who,taste=taste'];
  const report = await answerOf<{ users: unknown }>(['import', ...SOURCE, ...map], here);
  expect(report.users).toEqual({ created: SMALL_GRAPH.users + 1, updated: 0, unchanged: 0 });
  await answerOf(['train', ...TRAIN], here);
});

afterAll(() => {
  directory.remove();
});

describe('a user who did nothing, described by an attribute', () => {
  let server: RunningEdgewise;

  beforeAll(async () => {
    server = await serveEdgewise([], here);
  });

  afterAll(async () => {
    await server.stop();
  });

  const ask = async (user: string): Promise<readonly Edge[] | undefined> => {
    const { data, errors = [] } = await server.query<Answer>(ASK, { user });
    expect(errors.filter(({ extensions }) => extensions?.code !== 'USER_NOT_FOUND')).toEqual([]);
    return data.user?.recommendations.edges;
  };
  const areOfTaste = (edges: readonly Edge[], like: string): boolean =>
    edges.length === 8 && edges.every(({ node }) => isOfTaste(like, node.key));

  it('is recommended what those have who are like her, with no interaction to explain it by', async () => {
    const edges = (await ask(GUEST))!;
    expect(areOfTaste(edges, OF_TASTE_2)).toBe(true);
    expect(edges.every(({ source, influences }) => source === 'MODEL' && influences === null)).toBe(true);
  });

  it('keeps that after her first interaction, and has influences then', async () => {
    const record = `mutation { recordInteractions(input: [{ userKey: "${GUEST}", itemKey: "i24" }]) { created } }`;
    await server.query(record);
    const edges = (await ask(GUEST))!;
    expect(areOfTaste(edges, OF_TASTE_2)).toBe(true);
    expect(edges.every(({ source, influences }) => source === 'FOLD_IN' && influences!.length === 1)).toBe(true);
  });

  it('may come after the training, and is answered otherwise once she is described otherwise', async () => {
    const describeAs = async (taste: string): Promise<void> => {
      const line = JSON.stringify({ userKey: 'late', attributes: { taste } });
      writeFileSync(directory.inside('late.ndjson'), `${line}\n`);
      await answerOf(['import', '--format', 'ndjson', '--path', 'late.ndjson'], here);
    };
    expect(await ask('late')).toBeUndefined();
    await describeAs('taste 1');
    const edges = (await ask('late'))!;
    expect(areOfTaste(edges, 'u01') && edges.every(({ source }) => source === 'FOLD_IN')).toBe(true);
    await describeAs('taste 3');
    expect(areOfTaste((await ask('late'))!, 'u03')).toBe(true);
    await describeAs('taste 9'); // which nobody had when the model was trained
    expect((await ask('late'))!.every(({ source }) => source === 'POPULAR')).toBe(true);
  });

  it('is gone with what described her once she is erased', async () => {
    await server.query(`mutation { eraseUser(key: "${GUEST}") { erased } }`);
    expect(await ask(GUEST)).toBeUndefined();
  });
});

describe('attributes of users on the command line', () => {
  it('are kept by a refresh, also one that finds nothing new, and trained anew with other weights', async () => {
    await answerOf(['refresh', ...TRAIN], here); // what was imported above
    expect(await answerOf(['refresh', ...TRAIN], here)).toMatchObject({ outcome: 'unchanged' });
    writeFileSync(directory.inside('moved.ndjson'), '{"userKey":"late","attributes":{"taste":"taste 0"}}\n');
    await answerOf(['import', '--format', 'ndjson', '--path', 'moved.ndjson'], here);
    expect(await answerOf(['refresh', ...TRAIN], here)).toMatchObject({ outcome: 'published', start: 'warm' });
    const answer = await answerOf<{ source: string; recommendations: { item: string }[] }>(
      ['recommend', 'late', '--first', '8'],
      here,
    );
    expect(answer.source).toBe('MODEL');
    expect(answer.recommendations.map(({ item }) => isOfTaste('u00', item))).toEqual(Array<boolean>(8).fill(true));
    const other = [...MODEL, '--user-attributes', 'taste=0.5'];
    expect(await answerOf(['refresh', ...other], here)).toMatchObject({ outcome: 'published', start: 'cold' });
    expect(await answerOf(['snapshots', 'verify'], here)).toMatchObject({ intact: true });
  });

  it('are refused where no user has them', async () => {
    expect(await errorOf(['train', '--user-attributes', 'tsate=1'], here)).toMatchObject({
      code: 'ATTRIBUTE_INVALID',
      exitCode: 2,
    });
  });
});
