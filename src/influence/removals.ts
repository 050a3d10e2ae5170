import { edgeWeight } from '../dataset/group-pairs.js';
import type { PairWeighting } from '../dataset/pair-weighting.js';
import type { Removal } from './influence.js';
import type { EdgeChange, OwnEdge } from './score-oracle.js';

/** The weights that removals leave: f(remaining events), as a dataset without the others would have it. */
export function changesOf(
  removals: readonly Removal[],
  edges: readonly OwnEdge[],
  weighting: PairWeighting,
): EdgeChange[] {
  if (new Set(removals.map(({ item }) => item)).size < removals.length) throw new RangeError('A removal repeats.');
  return removals.map(({ item, events, weight }) => {
    const edge = edges.find((own) => own.item === item);
    if (edge === undefined) throw new RangeError(`Item ${item} is not among the user's interactions.`);
    return { item, weight: weight ?? (events === undefined ? 0 : weightWithout(edge, events, weighting)) };
  });
}

/** Whether the changes leave her without any interaction. */
export function takesEverything(changes: readonly EdgeChange[], edges: readonly OwnEdge[]): boolean {
  if (changes.some(({ weight }) => weight > 0)) return false;
  return changes.length === edges.length && edges.length > 0;
}

function weightWithout({ events, weight }: OwnEdge, removed: readonly number[], weighting: PairWeighting): number {
  const outside = removed.find((place) => events[place] === undefined);
  if (outside !== undefined) throw new RangeError(`Event ${outside} is not among the ${events.length} of its pair.`);
  if (removed.length === 0) return weight;
  return edgeWeight(
    weighting,
    events.filter((_, place) => !removed.includes(place)),
  );
}
