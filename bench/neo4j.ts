import type { Bench } from './harness/bench.js';
import { exportSection } from './neo4j/export.js';
import { killedRefreshSection } from './neo4j/killed-refresh.js';
import { killedServerSection } from './neo4j/killed-server.js';
import { loadSection } from './neo4j/load.js';
import { neighborsSection } from './neo4j/neighbors.js';
import { onNeo4j } from './neo4j/on-neo4j.js';
import { refreshSection } from './neo4j/refresh.js';
import { warmSection } from './neo4j/warm.js';
import { writeBackSection } from './neo4j/write-back.js';

/** The bars of the Neo4j store, each on a real server that the benchmark starts by itself. */
export const neo4jBench: Bench = {
  name: 'neo4j',
  summary: 'load, export, neighbors, write-back, refresh and kills on a real Neo4j (Java 17 or newer, Maven once)',
  sections: [
    loadSection,
    exportSection,
    neighborsSection,
    writeBackSection,
    refreshSection,
    warmSection,
    killedServerSection,
    killedRefreshSection,
  ].map(onNeo4j),
};
