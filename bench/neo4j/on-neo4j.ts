import { loadavg } from 'node:os';
import { whatNeo4jLacks } from '../../scripts/neo4j/artifacts.mjs';
import type { Measurement, Section } from '../harness/bench.js';

/** The section, skipped visibly where no Neo4j can be started; its note tells how busy the machine was. */
export function onNeo4j(section: Section): Section {
  return {
    ...section,
    async measure(run): Promise<Measurement> {
      const lacking = await whatNeo4jLacks();
      if (lacking !== undefined) {
        return { values: {}, skipped: Object.fromEntries(section.bars.map(({ name }) => [name, lacking])) };
      }
      const measurement = await section.measure(run);
      const load = `load average ${loadavg()[0]!.toFixed(1)}`;
      return { ...measurement, note: measurement.note === undefined ? load : `${measurement.note}; ${load}` };
    },
  };
}
