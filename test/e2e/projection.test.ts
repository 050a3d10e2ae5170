import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  describeOnNeo4j,
  emptyNeo4j,
  NEO4J_START_MS,
  neo4jOfWorker,
  withDriver,
  type RunningNeo4j,
} from '../fixtures/neo4j-server.js';
import { answerOf, errorOf, serveEdgewise, type SpawnOptions } from './edgewise-process.js';
import { temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();
const RATINGS = `
  MATCH (p:Person)-[r:RATED]->(m:Movie)
  WHERE r.score >= $least
  RETURN toString(p.id) AS userKey, m.imdb AS itemKey, r.ts.epochMillis AS at, r.score AS weight, m.title AS title`;

/** Forty people of two tastes, each of whom rated six of the ten movies of her taste, and one that she did not like. */
const GRAPH = `
  UNWIND range(0, 39) AS person
  MERGE (p:Person {id: person})
  WITH p, person, person % 2 AS taste
  UNWIND range(0, 5) AS step
  WITH p, taste, step, (person / 2 + step * 3) % 10 AS number
  MERGE (m:Movie {imdb: 'tt' + toString(taste * 100 + number)})
    ON CREATE SET m.title = 'Movie ' + toString(taste * 100 + number)
  CREATE (p)-[:RATED {score: 4.0, ts: datetime({epochSeconds: 1764028800 + step})}]->(m)
  WITH DISTINCT p, taste
  MERGE (bad:Movie {imdb: 'tt' + toString((1 - taste) * 100)})
  CREATE (p)-[:RATED {score: 1.0, ts: datetime()}]->(bad)`;

const RECOMMENDATIONS = `query ($key: String!) {
  user(key: $key) { recommendations(first: 3) { edges { source node { key title } } } }
}`;

interface Recommendations {
  readonly user: {
    readonly recommendations: {
      readonly edges: readonly {
        readonly source: string;
        readonly node: { readonly key: string; readonly title: string };
      }[];
    };
  };
}

describeOnNeo4j('a graph of another shape', () => {
  let server: RunningNeo4j;
  let here: SpawnOptions;
  const words = ['--projection', 'ratings.cypher', '--param', 'least=3', '--dimensions', '16', '--threads', '1'];
  beforeAll(async () => {
    server = await neo4jOfWorker();
    await emptyNeo4j(server);
    await withDriver(server, (driver) => driver.executeQuery(GRAPH));
    const environment = { EDGEWISE_STORE: server.url, EDGEWISE_NEO4J_PASSWORD: server.password };
    here = { directory: directory.path, environment };
    writeFileSync(directory.inside('ratings.cypher'), RATINGS);
  }, NEO4J_START_MS);
  afterAll(async () => {
    await emptyNeo4j(server);
    directory.remove();
  });

  it('is trained on through a projection and served', async () => {
    await answerOf(['train', ...words], here);
    const serving = await serveEdgewise([], here);
    const { data } = await serving.query<Recommendations>(RECOMMENDATIONS, { key: '7' });
    await serving.stop();
    const rated = [0, 1, 2, 3, 4, 5].map((step) => `tt${100 + ((3 + step * 3) % 10)}`);
    const { edges } = data.user.recommendations;
    expect(edges).toHaveLength(3);
    for (const { source, node } of edges) {
      expect(source).toBe('MODEL');
      expect(node.key).toMatch(/^tt10\d$/);
      expect(rated).not.toContain(node.key);
      expect(node.title).toBe(`Movie ${node.key.slice(2)}`);
    }
  }, 120_000);

  it('is evaluated through a projection: who left out the last movie of her taste finds it among the five she lacks', async () => {
    const words = ['--projection', 'ratings.cypher', '--param', 'least=3', '--model', 'filter', '--cutoffs', '5'];
    expect(await answerOf(['evaluate', ...words, '--split', 'leave-last-out'], here)).toMatchObject({
      protocol: { split: { kind: 'leave-last-out' } },
      counts: { users: 40, items: 20, train: 200, heldOut: 40 },
      metrics: { 'recall@5': 1 },
    });
  }, 60_000);

  it('is left alone by a projection that would write, which says where', async () => {
    writeFileSync(
      directory.inside('writes.cypher'),
      "MATCH (p:Person)\nSET p.seen = true\nRETURN 'a' AS userKey, 'b' AS itemKey",
    );
    const error = await errorOf(['train', '--projection', 'writes.cypher'], here);
    expect(error).toMatchObject({ code: 'PROJECTION_INVALID', exitCode: 2 });
    const seen = await withDriver(server, (driver) => driver.executeQuery('MATCH (p:Person) WHERE p.seen RETURN p'));
    expect(seen.records).toEqual([]);
  }, 60_000);
});
