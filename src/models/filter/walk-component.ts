import type { WalkExponents } from '../../linalg/walk-graph.js';
import type { Component } from '../../snapshot/contents.js';

/** A walk filter as serving reads it: its exponents. All else is in the snapshot's interactions. */
export function walkComponent({ p, q, a }: WalkExponents): Component {
  return { kind: 'walk', name: 'walk', parameters: { p, q, a }, arrays: {} };
}

/** The exponents of the walk among a snapshot's components, where there is one. */
export function exponentsOf(components: readonly Component[]): WalkExponents | undefined {
  const walk = components.find(({ kind }) => kind === 'walk')?.parameters;
  return walk && { p: Number(walk['p']), q: Number(walk['q']), a: Number(walk['a']) };
}
