import type { Subgraph } from '../subgraph.js';

/** graphology's own serialization, which `Graph.from(JSON.parse(…))` reads. */
export function toJson(graph: Subgraph): string {
  return JSON.stringify(graph.export());
}
