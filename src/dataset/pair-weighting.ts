import { decayFactor, type TimeDecay } from './time-decay.js';

/** How the events between one user and one item become the weight of their edge. JSON-safe: it travels in the manifest. */
export interface PairWeighting {
  /** `binary`: 1 whatever the events; `sum`: Σ behaviorWeight × event weight × decay; `log`: log2(1 + that sum). */
  readonly mode: 'binary' | 'sum' | 'log';
  /** Factor per behavior; a behavior not named counts 1. Only these behaviors matter: 0 removes an event. */
  readonly behaviorWeights: Readonly<Record<string, number>>;
  /** Absent where age makes no difference. */
  readonly decay?: TimeDecay;
  /** What of it is learned from the interactions themselves rather than given; nothing when absent. */
  readonly learned?: readonly LearnedPart[];
}

export type LearnedPart = 'behaviorWeights' | 'halfLife';

export const BINARY_WEIGHTING: PairWeighting = { mode: 'binary', behaviorWeights: {} };

/** One event of a pair, as much of it as its weight depends on. */
export interface WeighedEvent {
  readonly behavior: string;
  /** Milliseconds since 1970 UTC, 0 when unknown. */
  readonly at: number;
  readonly weight: number;
}

/** The weight w_ui = f(events) of one pair; 0 when no event counts, and then the pair has no edge. */
export function pairWeight({ mode, behaviorWeights, decay }: PairWeighting, events: Iterable<WeighedEvent>): number {
  let sum = 0;
  for (const { behavior, at, weight } of events) {
    sum += (behaviorWeights[behavior] ?? 1) * weight * decayFactor(decay, at);
  }
  if (sum <= 0) return 0;
  if (mode === 'binary') return 1;
  return mode === 'sum' ? sum : Math.log2(1 + sum);
}
