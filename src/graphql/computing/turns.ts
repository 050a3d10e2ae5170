/** How long computations, all of them together, may keep the event loop before everything else has its turn. */
const TURN_MILLISECONDS = 4;

const COUNTED_MILLISECONDS = 1000;
const BUSY_SHARE = 0.5;

/**
 * The one place to compute on the event loop that long computations of all requests share: whoever has it goes on until
 * `isOver`, gives it back and takes it again, behind those that wait. So however many compute, what needs little waits
 * for a few milliseconds only.
 */
export class Turns {
  readonly #onBusy: (() => void) | undefined;
  readonly #waiting: (() => void)[] = [];
  #isTaken = false;
  #willGoOn = false;
  /** When computing began in this round of the event loop. */
  #began: number | undefined;
  #takenAt = 0;
  /** Since when it is counted how long was computed, and how long that was, in milliseconds. */
  #countedFrom = 0;
  #computed = 0;

  /** `onBusy` is called whenever computing has taken half of the last second or more. */
  constructor(onBusy?: () => void) {
    this.#onBusy = onBusy;
  }

  /** Resolves when the place is the caller's; undefined when it is so at once. */
  take(): Promise<void> | undefined {
    if (!this.#isTaken && this.#waiting.length === 0 && !this.isOver()) {
      this.#beTaken();
      return undefined;
    }
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (!this.#isTaken) this.#goOnNextRound();
    });
  }

  /** Whether this round of the event loop has computed for long enough. */
  isOver(): boolean {
    if (this.#began === undefined) {
      this.#began = performance.now();
      setImmediate(() => (this.#began = undefined));
    }
    return performance.now() - this.#began > TURN_MILLISECONDS;
  }

  /** The place is free for the next. */
  give(): void {
    this.#isTaken = false;
    this.#count();
    if (this.isOver()) this.#goOnNextRound();
    else this.#handOn();
  }

  #goOnNextRound(): void {
    if (this.#willGoOn || this.#waiting.length === 0) return;
    this.#willGoOn = true;
    setImmediate(() => {
      this.#willGoOn = false;
      if (!this.#isTaken) this.#handOn();
    });
  }

  #handOn(): void {
    const next = this.#waiting.shift();
    if (next === undefined) return;
    this.#beTaken();
    this.isOver(); // from here on its time counts
    next();
  }

  #beTaken(): void {
    this.#isTaken = true;
    this.#takenAt = performance.now();
  }

  #count(): void {
    const now = performance.now();
    this.#computed += now - this.#takenAt;
    if (now - this.#countedFrom < COUNTED_MILLISECONDS) return;
    if (this.#computed >= BUSY_SHARE * (now - this.#countedFrom)) this.#onBusy?.();
    this.#countedFrom = now;
    this.#computed = 0;
  }
}
