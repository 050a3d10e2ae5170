import gexf from 'graphology-gexf';
import type { Subgraph } from '../subgraph.js';

/** GEXF 1.2 (https://gexf.net), for Gephi; characters that XML 1.0 cannot hold are shown as U+FFFD. */
export function toGexf(graph: Subgraph): string {
  return gexf.write(graph, { pretty: true, version: '1.2' }).replaceAll(FORBIDDEN, '\uFFFD');
}

/** Outside https://www.w3.org/TR/xml/#charsets: control characters, lone surrogates, U+FFFE and U+FFFF. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
