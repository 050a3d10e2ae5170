import { toDot } from './exports/to-dot.js';
import { toGexf } from './exports/to-gexf.js';
import { toJson } from './exports/to-json.js';
import type { Subgraph } from './subgraph.js';

/** Formats of files, by what writes them: DOT for Graphviz, GEXF for Gephi, JSON for graphology's import. */
const WRITERS = { dot: toDot, gexf: toGexf, json: toJson } as const;

export type GraphFormat = keyof typeof WRITERS;

/** The graph as the text of a file. */
export function exportGraph(graph: Subgraph, format: GraphFormat): string {
  return WRITERS[format](graph);
}
