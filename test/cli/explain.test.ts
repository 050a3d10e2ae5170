import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createInfluence } from '../../src/influence/create-influence.js';
import { SnapshotDirectory } from '../../src/snapshot/snapshot-directory.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';
import { tinyContents, tinySnapshot } from '../fixtures/tiny-snapshot.js';
import { runMain, type MainResult } from './run-main.js';

const temporaryDirectory = temporaryDirectories();

/** Ann knows fig and jam, and twice the jam; Ben leads from the jam to the kiwi. */
const contents = tinyContents(
  [
    { userKey: 'ann', itemKey: 'fig', at: Date.UTC(2026, 0, 2) },
    { userKey: 'ann', itemKey: 'jam', at: Date.UTC(2026, 0, 3) },
    { userKey: 'ann', itemKey: 'jam', behavior: 'bought', at: Date.UTC(2026, 0, 4) },
    { userKey: 'ben', itemKey: 'jam' },
    { userKey: 'ben', itemKey: 'kiwi' },
    { userKey: 'cat', itemKey: 'nut' },
  ],
  { items: [{ key: 'jam', title: 'Plum jam' }] },
);

describe('edgewise explain', () => {
  it('answers with the exact influence of each interaction and a counterfactual', async () => {
    const { exitCode, stdout } = await explain(['ann', 'kiwi', '--json']);
    expect(exitCode).toBe(0);
    const influence = await createInfluence(tinySnapshot(contents));
    const [user, kiwi] = [{ key: 'ann', revision: 1 }, 2];
    const expected = influence.influences({ user, items: [kiwi], ranks: {} })!;
    const answer = JSON.parse(stdout) as { interactions: { item: string; influence: number }[] };
    expect(answer).toMatchObject({ user: 'ann', item: 'kiwi', source: 'MODEL', score: expected.scores[0] });
    expect(answer.interactions.map(({ item }) => item).sort()).toEqual(['fig', 'jam']);
    for (const [row, item] of ['fig', 'jam'].entries()) {
      expect(answer.interactions.find((own) => own.item === item)).toMatchObject({
        influence: expected.influences[row],
        scoreWithout: expected.scoresWithout[row],
        rankWithout: expected.ranksWithout![row]![0],
      });
    }
    expect(answer.interactions.find(({ item }) => item === 'jam')).toMatchObject({
      title: 'Plum jam',
      events: [
        { behavior: 'interacted', at: '2026-01-03T00:00:00.000Z', weight: 1 },
        { behavior: 'bought', at: '2026-01-04T00:00:00.000Z', weight: 1 },
      ],
    });
    expect(answer).toMatchObject({ counterfactual: { rankAfter: null, minimal: true } }); // two candidates in twenty places
  });

  it('prints a table with titles, dates and bars', async () => {
    const { stdout } = await explain(['ann', 'kiwi']);
    const lines = stdout.split('\n');
    expect(lines[0]).toMatch(/^kiwi: score -?\d\.\d{4}, rank [12]$/);
    expect(lines[1]).toMatch(/^item +title +last +events +influence +rank without$/);
    expect(lines.slice(2, 4).some((line) => /^jam +Plum jam +2026-01-04 +2 .*│/.test(line))).toBe(true);
    expect(stdout).toContain('█');
    expect(stdout).toMatch(/^without .* nothing would be left to go by; no smaller set does$/m);
    expect(stdout).toMatch(/^source MODEL, snapshot /m);
  });

  it('writes the explaining subgraph, every edge with its exact influence', async () => {
    const { exitCode, stdout } = await explain(['ann', 'kiwi', '--format', 'json']);
    expect(exitCode).toBe(0);
    const { edges } = JSON.parse(stdout) as {
      edges: { source: string; target: string; attributes: { influence: number } }[];
    };
    expect(edges.map(({ source, target }) => [source, target])).toEqual(
      expect.arrayContaining([
        ['user:ann', 'item:fig'],
        ['user:ann', 'item:jam'],
        ['user:ben', 'item:jam'],
        ['user:ben', 'item:kiwi'],
      ]),
    );
    const influence = await createInfluence(tinySnapshot(contents));
    const expected = influence.ofEdges({
      user: { key: 'ann', revision: 1 },
      items: [2],
      edges: [{ user: 1, item: 2 }],
    })!;
    const bens = edges.find(({ source, target }) => source === 'user:ben' && target === 'item:kiwi')!;
    expect(bens.attributes.influence).toBe(expected.influences[0]);
    expect(expected.influences[0]).not.toBe(0);
  });

  it.each([
    ['dot', /^(strict )?graph "edgewise" \{/],
    ['gexf', /^<\?xml version="1.0" encoding="UTF-8"\?>/],
  ])('writes %s', async (format, start) => {
    const { stdout } = await explain(['ann', 'kiwi', '--format', format]);
    expect(stdout).toMatch(start);
  });

  it.each([
    ['USER_NOT_FOUND', ['nobody', 'kiwi']],
    ['ITEM_NOT_FOUND', ['ann', 'nothing']],
  ])('says %s', async (code, words) => {
    const { exitCode, stderr } = await explain(words);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(code);
  });
});

describe('edgewise influence', () => {
  it('answers with what moves recommendations, by behavior, item and interaction', async () => {
    const { exitCode, stdout } = await withSnapshot(['influence', '--users', '10', '--json']);
    expect(exitCode).toBe(0);
    const answer = JSON.parse(stdout) as Record<string, Record<string, unknown>[]>;
    expect(answer).toMatchObject({ users: 3, top: 20 });
    expect(answer['behaviors']!.map(({ behavior }) => behavior).sort()).toEqual(['bought', 'interacted']);
    expect(answer['items']).toContainEqual(expect.objectContaining({ item: 'jam', title: 'Plum jam', users: 2 }));
    expect(answer['interactions']).toContainEqual(expect.objectContaining({ user: 'cat', item: 'nut' }));
  });

  it('prints a table of each', async () => {
    const { stdout } = await withSnapshot(['influence']);
    expect(stdout).toMatch(/^What moves the first 20 recommendations of 3 users, snapshot /);
    expect(stdout).toMatch(/^behavior +users +events +effect +displaced$/m);
    expect(stdout).toMatch(/^jam +Plum jam +2 /m);
  });
});

async function explain(words: readonly string[]): Promise<MainResult> {
  const store = `embedded:${join(await temporaryDirectory(), 'store')}`;
  return withSnapshot(['explain', ...words, '--store', store]);
}

async function withSnapshot(words: readonly string[]): Promise<MainResult> {
  const snapshots = join(await temporaryDirectory(), 'snapshots');
  await new SnapshotDirectory(snapshots).publish(contents);
  return runMain([...words, '--snapshots', snapshots]);
}
