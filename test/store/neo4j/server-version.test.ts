import { describe, expect, it } from '@jest/globals';
import { checkServerVersion } from '../../../src/store/neo4j/server-version.js';

const check = (agent: string | undefined) => (): void => checkServerVersion(agent, 'bolt://graph.example');

describe('checkServerVersion', () => {
  it.each(['Neo4j/5.15.0', 'Neo4j/5.26.30', 'Neo4j/6.0.1', 'Neo4j/2025.01.0'])('takes %s', (agent) => {
    expect(check(agent)).not.toThrow();
  });

  it.each(['Neo4j/3.5.12', 'Neo4j/4.4.38', 'Neo4j/5.9.0', 'Neo4j/5.14.0'])(
    'refuses %s and says what it is',
    (agent) => {
      const [, version] = /(\d+\.\d+)/.exec(agent)!;
      expect(check(agent)).toThrow(expect.objectContaining({ code: 'STORE_VERSION' }));
      expect(check(agent)).toThrow(`bolt://graph.example is version ${version}; 5.15`);
    },
  );

  it.each([undefined, '', 'Memgraph/2.1.0'])('leaves whoever calls itself %j to the statements', (agent) => {
    expect(check(agent)).not.toThrow();
  });
});
