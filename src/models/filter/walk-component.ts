import type { WalkExponents } from '../../linalg/walk-graph.js';
import type { Component } from '../../snapshot/contents.js';

/** A walk filter as serving reads it: its exponents. All else is in the snapshot's interactions. */
export function walkComponent({ p, q, a }: WalkExponents): Component {
  return { kind: 'walk', name: 'walk', parameters: { p, q, a }, arrays: {} };
}
