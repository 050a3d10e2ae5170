/** A computation in parts: between them whoever runs it may do other things, or give it up. */
export type Steps<Result> = Generator<void, Result, void>;

/** Runs it to its end at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}
