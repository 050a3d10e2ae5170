/** How the events between one user and one item become the weight of their edge. JSON-safe: it travels in the manifest. */
export interface PairWeighting {
  /** `binary`: 1 whatever the events; `sum`: Σ behaviorWeight × event weight; `log`: log2(1 + that sum). */
  readonly mode: 'binary' | 'sum' | 'log';
  /** Factor per behavior; a behavior not named counts 1. Only these behaviors matter: 0 removes an event. */
  readonly behaviorWeights: Readonly<Record<string, number>>;
}

export const BINARY_WEIGHTING: PairWeighting = { mode: 'binary', behaviorWeights: {} };

/** The weight w_ui = f(events) of one pair; 0 when no event counts, and then the pair has no edge. */
export function pairWeight(
  weighting: PairWeighting,
  events: Iterable<{ readonly behavior: string; readonly weight: number }>,
): number {
  let sum = 0;
  for (const event of events) sum += (weighting.behaviorWeights[event.behavior] ?? 1) * event.weight;
  if (sum <= 0) return 0;
  if (weighting.mode === 'binary') return 1;
  return weighting.mode === 'sum' ? sum : Math.log2(1 + sum);
}
