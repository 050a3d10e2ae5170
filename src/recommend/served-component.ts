import type { LoadedComponent, Snapshot } from '../snapshot/snapshot.js';

/** Kinds that rank differently for different users; each has a scorer in scorers/. */
const PERSONAL = ['blend', 'dot', 'walk'];

/** The component whose scores are a snapshot's recommendations: its first personal one. Undefined: what is popular. */
export function servedComponent({ components }: Snapshot): LoadedComponent | undefined {
  return components.find(({ kind }) => PERSONAL.includes(kind));
}
