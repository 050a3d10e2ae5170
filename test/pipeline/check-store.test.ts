import { mkdir } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import grafeo from '@grafeo-db/js';
import { runContext } from '../../src/core/run-context.js';
import { checkStore } from '../../src/pipeline/check-store.js';
import { storeFiles } from '../../src/store/embedded/store-files.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';
import { openAt } from '../store/embedded/open-at.js';
import { trainingJob } from './training-fixture.js';

const temporaryDirectory = temporaryDirectories();

/** One of each: what somebody else's Cypher may have written. */
const BROKEN = `
  CREATE (ada:User {key: 'ada'}), (:User), (:User {key: 5}), (:User {key: ''}), (bo:User {key: 'bo'}),
         (:User {key: 'cy', revision: 3, changedAt: 5, embedding: [0.5], embeddingVersion: 'v'}), (:User {key: 'di', age: 5}),
         (x:Item {key: 'x'}), (y:Item {key: 'y'}), (:Item),
         (ada)-[:INTERACTED {behavior: 'view', at: 7, weight: 2.5}]->(x),
         (ada)-[:INTERACTED {behavior: 'view', at: 7, weight: 1.0}]->(x),
         (ada)-[:INTERACTED {at: 7, weight: 1.0}]->(x),
         (ada)-[:INTERACTED {behavior: '', at: 7, weight: 1.0}]->(x),
         (bo)-[:INTERACTED {behavior: 'v', at: '7', weight: 1.0}]->(x),
         (bo)-[:INTERACTED {behavior: 'v', at: 7.5, weight: 1.0}]->(x),
         (bo)-[:INTERACTED {behavior: 'v', weight: 1.0}]->(x),
         (bo)-[:INTERACTED {behavior: 'v', at: 1}]->(x),
         (bo)-[:INTERACTED {behavior: 'v', at: 2, weight: 0}]->(x),
         (bo)-[:INTERACTED {behavior: 'v', at: 3, weight: '1'}]->(x),
         (bo)-[:INTERACTED {behavior: 'v', at: 4, weight: 1.0}]->(ada)`;

describe('checkStore', () => {
  it('finds nothing wrong with a sound store and says what it read', async () => {
    const { store } = await trainingJob(await temporaryDirectory());
    expect(await checkStore(store, 5, runContext())).toEqual({
      users: 12,
      items: 12,
      interactions: 48,
      problems: [],
      notes: [],
    });
    await store.close();
  });

  it('tells every broken rule with its number, some places and a cure', async () => {
    const path = await temporaryDirectory();
    const { directory, graph } = storeFiles(path);
    await mkdir(directory, { recursive: true });
    const raw = grafeo.GrafeoDB.create(graph);
    await raw.executeCypher(BROKEN);
    raw.close();
    const store = await openAt(path);
    const { problems, notes } = await checkStore(store, 2, runContext());
    await store.close();
    expect(problems.map(({ rule, total, examples }) => [rule, total, examples.length])).toEqual([
      ['user-without-key', 3, 2],
      ['item-without-key', 1, 1],
      ['interaction-behavior', 2, 2],
      ['interaction-at', 3, 2],
      ['interaction-weight', 3, 2],
      ['interaction-repeated', 1, 1],
      ['interaction-stray', 1, 1],
    ]);
    expect(problems[5]!.examples).toEqual(['ada x']);
    expect(notes.map(({ rule, examples }) => [rule, [...examples].sort()])).toEqual([
      ['user-orphan', ['', 'cy']],
      ['item-orphan', ['y']],
    ]);
    for (const { what, cure } of [...problems, ...notes]) expect([what, cure]).not.toContain('');
  });
});
