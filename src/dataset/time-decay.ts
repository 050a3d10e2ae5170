/** How the age of an event lowers what it weighs. JSON-safe: it travels in the manifest. */
export interface TimeDecay {
  /** Milliseconds after which an event weighs half. */
  readonly halfLife: number;
  /** The moment that ages are measured from: milliseconds since 1970 UTC. */
  readonly asOf: number;
}

/**
 * Half-lives beyond which age makes no more difference: what somebody has stays an edge, however old, and weights within a
 * thousand of one another keep influence exact in float32.
 */
const MOST_HALVINGS = 10;

/**
 * 2^(−age / half-life) of an event at a time in milliseconds; 1 without a decay. What happened after `asOf` weighs more
 * than 1: beside older events it counts then as it will once `asOf` has moved on. An event without a time (0) is as old
 * as can be, as it is to a split by time.
 */
export function decayFactor(decay: TimeDecay | undefined, at: number): number {
  if (decay === undefined) return 1;
  if (at === 0) return 2 ** -MOST_HALVINGS;
  const halvings = (decay.asOf - at) / decay.halfLife;
  return 2 ** -Math.min(MOST_HALVINGS, Math.max(-MOST_HALVINGS, halvings));
}
