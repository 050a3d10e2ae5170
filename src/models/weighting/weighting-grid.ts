import type { Dataset } from '../../dataset/dataset.js';
import type { WeightingChoice } from '../../dataset/weighting-choice.js';

/** One coordinate of a weighting: the choice with each of its values in turn. */
export type WeightingMove = (from: WeightingChoice) => WeightingChoice;

/**
 * What may be tried of a weighting, coordinate by coordinate: a factor for each behavior but the most frequent one, which
 * stands for 1, most frequent first; then half-lives up to the span of times, and none.
 */
export function weightingMoves({ behaviors, events, weighting: { learned = [] } }: Dataset): WeightingMove[] {
  const moves: WeightingMove[] = [];
  if (learned.includes('behaviorWeights')) {
    for (const behavior of byFrequency(behaviors, events.behaviors).slice(1)) {
      for (const factor of FACTORS) moves.push((from) => withFactor(from, behavior, factor));
    }
  }
  if (learned.includes('halfLife')) {
    const span = spanOf(events.at);
    for (const halfLife of HALF_LIVES) if (halfLife <= span) moves.push((from) => ({ ...from, halfLife }));
    moves.push(({ halfLife: _, ...from }) => from);
  }
  return moves;
}

/** Coarse on purpose: what lies between differs by less than another hold-out would make it. */
const FACTORS = [0.1, 0.3, 1, 3, 10];

const DAY = 86_400_000;
const HALF_LIVES = [1, 3, 7, 14, 30, 60, 120, 365, 1095].map((days) => days * DAY);

/** 1 is what a behavior counts that is not named. */
function withFactor(from: WeightingChoice, behavior: string, factor: number): WeightingChoice {
  const others = Object.entries(from.behaviorWeights).filter(([name]) => name !== behavior);
  return { ...from, behaviorWeights: Object.fromEntries(factor === 1 ? others : [...others, [behavior, factor]]) };
}

function byFrequency(behaviors: readonly string[], ofEvents: Uint8Array): string[] {
  const counts = behaviors.map(() => 0);
  for (const behavior of ofEvents) counts[behavior]!++;
  const order = behaviors.map((_, code) => code).sort((a, b) => counts[b]! - counts[a]! || a - b);
  return order.map((code) => behaviors[code]!);
}

/** From the earliest known time to the latest, in milliseconds; 0 where none is known. */
function spanOf(at: Float64Array): number {
  let [earliest, latest] = [Infinity, 0];
  for (const time of at) {
    if (time === 0) continue;
    if (time < earliest) earliest = time;
    if (time > latest) latest = time;
  }
  return Math.max(0, latest - earliest);
}
