import type { WalkExponents } from '../../linalg/walk-graph.js';
import type { Component } from '../../snapshot/contents.js';
import { exponentsOf } from '../ranking/walk-rows.js';

/** A walk filter as serving reads it: its exponents. All else is in the snapshot's interactions. */
export function walkComponent({ p, q, a }: WalkExponents): Component {
  return { kind: 'walk', name: 'walk', parameters: { p, q, a }, arrays: {} };
}

/** The exponents of the walk among a model's components, where there is one. */
export function exponentsAmong(components: readonly Component[]): WalkExponents | undefined {
  const walk = components.find(({ kind }) => kind === 'walk');
  return walk && exponentsOf(walk);
}
