import { attribute, Graph, toDot as writeDot, type NodeModel } from 'ts-graphviz';
import type { EdgeAttributes, NodeAttributes, NodeRole, Subgraph } from '../subgraph.js';

/** Fill by what a node is to the question. */
const FILLS: Readonly<Record<NodeRole, string>> = {
  subject: '#fde68a',
  target: '#fecaca',
  own: '#dbeafe',
  via: '#e5e7eb',
  neighbor: '#f3f4f6',
};

const RAISES = '#15803d';
const LOWERS = '#b91c1c';
const PLAIN = '#6b7280';

/** Widest line, in points. */
const WIDEST = 6;

/** DOT, for Graphviz: users round, items boxes; lines as wide as their weight, green where it raises, red where it lowers. */
export function toDot(graph: Subgraph): string {
  const picture = new Graph('edgewise', { [attribute.layout]: 'neato', [attribute.overlap]: 'prism' });
  const nodes = new Map<string, NodeModel>();
  graph.forEachNode((node, attributes) => nodes.set(node, picture.createNode(escape(node), nodeStyle(attributes))));
  const largest = Math.max(...graph.mapEdges((_, { weight }) => Math.abs(weight)), Number.MIN_VALUE);
  graph.forEachEdge((_, attributes, source, target) =>
    picture.createEdge([nodes.get(source)!, nodes.get(target)!], edgeStyle(attributes, largest)),
  );
  return writeDot(picture);
}

function nodeStyle({ kind, label, role }: NodeAttributes): Record<string, string> {
  return {
    [attribute.label]: plain(label),
    [attribute.shape]: kind === 'user' ? 'ellipse' : 'box',
    [attribute.style]: 'filled',
    [attribute.fillcolor]: FILLS[role],
  };
}

function edgeStyle({ weight, influence, behaviors }: EdgeAttributes, largest: number): Record<string, string | number> {
  const color = influence === undefined ? PLAIN : influence < 0 ? LOWERS : RAISES;
  return {
    [attribute.label]: influence === undefined ? '' : influence.toPrecision(3),
    [attribute.tooltip]: plain(behaviors),
    [attribute.weight]: Math.round((100 * Math.abs(weight)) / largest),
    [attribute.penwidth]: Number((0.5 + ((WIDEST - 0.5) * Math.abs(weight)) / largest).toFixed(2)),
    [attribute.color]: color,
  };
}

/** A label that is read as it stands: no escape sequences of DOT, no entities, no markup. */
function plain(text: string): string {
  return escape(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Quotes are escaped by the writer; a backslash would escape what follows it. */
function escape(text: string): string {
  return text.replaceAll('\\', '\\\\');
}
