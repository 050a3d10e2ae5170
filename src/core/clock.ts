/** The one source of time, passed in so that tests can hold it still. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z, an integer. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still until it is moved. */
export function fixedClock(at: number): Clock & { advance(milliseconds: number): void } {
  let now = at;
  return {
    now: () => now,
    advance(milliseconds) {
      now += milliseconds;
    },
  };
}
