import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../../src/core/log.js';
import { CypherEmbeddings } from '../../../src/store/cypher/cypher-embeddings.js';
import { CypherStore } from '../../../src/store/cypher/cypher-store.js';
import { GrafeoEngine } from '../../../src/store/embedded/grafeo-engine.js';
import { neo4jStatement } from '../../../src/store/neo4j/neo4j-statement.js';
import { statement } from '../../../src/store/statements.js';
import { event } from '../../contracts/interaction-store/sample.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';
import { RecordingEngine, type Dialect } from './recording-engine.js';

const GOLDEN = 'test/golden/statements';
const makeDirectory = temporaryDirectories();

const DIALECTS: Readonly<Record<string, Dialect>> = {
  embedded: { hasOtherWriters: false, exportedUsers: 500, ranksNeighbors: false, statement },
  neo4j: { hasOtherWriters: true, exportedUsers: 10_000, ranksNeighbors: true, statement: neo4jStatement },
};

const FENCE = { name: 'refresh', token: 'mine' };
const LEASE = { ...FENCE, holder: 'pid 1 on a', milliseconds: 120_000 };
const ROWS = { side: 'users' as const, version: 'v1', keys: ['ada'], vectors: Float32Array.of(0.5, 1) };

type Call = (store: CypherStore, embeddings: CypherEmbeddings) => Promise<unknown>;

/** Each on the graph that those before it left. */
const CALLS: readonly (readonly [what: string, call: Call])[] = [
  [
    'interactions, most of them new, one twice',
    (store) =>
      store.upsertInteractions([event('ada', 'x'), event('bo', "it's", { at: 7, weight: 2 }), event('ada', 'x')]),
  ],
  [
    'one that is known, one with another weight, one that is new',
    (store) =>
      store.upsertInteractions([event('ada', 'x'), event('bo', "it's", { at: 7, weight: 3 }), event('ada', 'y')]),
  ],
  [
    'items, one new and one described',
    (store) => store.upsertItems([{ key: 'z' }, { key: 'x', title: 'Ex', attributes: { tags: ['a'], year: 1999 } }]),
  ],
  ['users by key', (store) => store.usersByKey(['bo', 'nobody', 'bo'])],
  ['items by key', (store) => store.itemsByKey(['x', 'nothing'])],
  ['a page of users', (store) => store.listUsers({ first: 5, after: 'ada' })],
  ['a page of items', (store) => store.listItems({ first: 1 })],
  ['items by words', (store) => store.listItems({ first: 1, search: 'eX' })],
  ['a first page of interactions', (store) => store.interactionsOf(['ada', 'bo'], { first: 5 })],
  [
    'a later one of some behaviors',
    (store) =>
      store.interactionsOf(['ada'], {
        first: 5,
        behaviors: ['view'],
        after: { at: 0, itemKey: 'x', behavior: 'view' },
      }),
  ],
  ['neighbors of users', (store) => store.coUsers(['ada'], { first: 2 })],
  ['a later page of them', (store) => store.coUsers(['ada'], { first: 2, after: { key: 'bo', similarity: 0.5 } })],
  ['neighbors of items', (store) => store.coItems(['x'], { first: 2 })],
  ['all interactions', (store) => all(store.exportInteractions())],
  ['those of a user, of some behaviors', (store) => all(store.exportInteractionsOf(['ada'], { behaviors: ['view'] }))],
  ['what tells who changed', (store) => all(store.exportUserStates())],
  ['all items', (store) => all(store.exportItems())],
  ['counts', (store) => store.stats()],
  ['what breaks rules', (store) => all(store.check(3))],
  ['a lease', (store) => store.takeLease(LEASE)],
  ['vector indexes', (_store, embeddings) => embeddings.prepare(2)],
  ['vectors', (_store, embeddings) => embeddings.write(ROWS, FENCE)],
  ['the vectors that there are', (_store, embeddings) => all(embeddings.held('items'))],
  ['fewer of them', (_store, embeddings) => embeddings.remove('items', ['x'], FENCE)],
  ['of which snapshot they are', (_store, embeddings) => embeddings.describe('v1', 0.02, FENCE)],
  ['the lease given back', (store) => store.releaseLease('refresh', 'mine')],
  ['an erasure', (store) => store.eraseUser('bo')],
];

/**
 * Text and parameters of all that the store sends, held by golden files; that the statements run is held by
 * statements.test.ts and by the contract suite on both engines.
 */
describe.each(Object.keys(DIALECTS))('what a store sends to an engine, %s', (name) => {
  it('is, text and parameters, what was looked over', async () => {
    const engine = GrafeoEngine.open(join(await makeDirectory(), 'graph'), silentLogger)!;
    await engine.ensureSchema();
    const recording = new RecordingEngine(engine, DIALECTS[name]!);
    const store = new CypherStore('recorded:', recording);
    const embeddings = new CypherEmbeddings(recording);
    const parts: string[] = [];
    for (const [what, call] of CALLS) {
      if (name === 'embedded' && call.length > 1) continue; // it has no vectors
      await call(store, embeddings);
      parts.push(`## ${what}\n\n${recording.takeSent()}`);
    }
    await store.close();
    expect(parts.join('\n')).toBe(await readFile(join(GOLDEN, `${name}.txt`), 'utf8'));
  });
});

async function all<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const found: Row[] = [];
  for await (const row of rows) found.push(row);
  return found;
}
