import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { describeOnNeo4j, NEO4J_START_MS, neo4jOfWorker, withDriver } from '../fixtures/neo4j-server.js';

interface Service {
  readonly image: string;
  readonly ports: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly volumes: readonly string[];
  readonly healthcheck: { readonly test: readonly string[] };
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

/** Read and held to rules, never started: where these tests were written there is no container engine. */
const compose = parse(readFileSync(new URL('../../compose.yaml', import.meta.url), 'utf8')) as Compose;
const neo4j = compose.services['neo4j']!;

describe('compose.yaml', () => {
  it('has one service, a Neo4j of the version that is tested', () => {
    expect(Object.keys(compose.services)).toEqual(['neo4j']);
    expect(neo4j.image).toMatch(/^neo4j:5\.26(\.\d+)?-community$/);
  });

  it('opens its ports on this machine only', () => {
    expect(neo4j.ports).toHaveLength(2);
    for (const port of neo4j.ports) expect(port).toMatch(/^127\.0\.0\.1:(7474:7474|7687:7687)$/);
  });

  it('does not start without a password, and holds none', () => {
    expect(neo4j.environment['NEO4J_AUTH']).toMatch(/^neo4j\/\$\{NEO4J_PASSWORD:\?[^}]+\}$/);
    // `:?` is the form that ends with an error where the variable is not set or is empty.
    expect(neo4j.healthcheck.test.join(' ')).toContain('$${NEO4J_AUTH#neo4j/}');
  });

  it('keeps its data in a volume that it declares, and cannot write what it imports from', () => {
    expect(neo4j.volumes[0]).toBe('neo4j-data:/data');
    expect(Object.keys(compose.volumes)).toEqual(['neo4j-data']);
    expect(neo4j.volumes.find((volume) => volume.includes(':/import'))).toMatch(/:\/import:ro$/);
  });
});

describeOnNeo4j('the settings of compose.yaml', () => {
  beforeAll(() => neo4jOfWorker(), NEO4J_START_MS);

  it('are settings of a Neo4j, as its image reads them from variables', async () => {
    const wanted = Object.keys(neo4j.environment)
      .filter((name) => name !== 'NEO4J_AUTH')
      .map(settingOf);
    const known = await withDriver(await neo4jOfWorker(), (driver) =>
      driver.executeQuery('SHOW SETTINGS YIELD name WHERE name IN $wanted RETURN name', { wanted }),
    );
    expect(known.records.map((record) => record.get('name') as string).sort()).toEqual([...wanted].sort());
  });
});

/** One underscore is a dot, two are one: https://neo4j.com/docs/operations-manual/5/docker/configuration/ */
function settingOf(variable: string): string {
  const parts = variable.replace(/^NEO4J_/, '').split('__');
  return parts.map((part) => part.replaceAll('_', '.')).join('_');
}
