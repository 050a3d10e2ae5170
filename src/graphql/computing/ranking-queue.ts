import { EdgewiseError } from '../../core/errors.js';
import type { Steps } from '../../core/steps.js';
import type { Turns } from './turns.js';

interface WaitingRanking {
  /** Does the next part; returns whether that was the last. */
  step(): boolean;
  settle(): void;
}

/**
 * Runs what one request computes on this thread, rankings over the catalogue above all. Those asked for in one tick run
 * one after another, in turns with those of other requests; and they answer together, so that what is loaded next for
 * each of them is still one batch.
 */
export class RankingQueue {
  readonly #turns: Turns;
  readonly #isAbandoned: () => boolean;
  #waiting: WaitingRanking[] = [];

  /** `isAbandoned` says whether the client has gone: what still waits or runs then ends with INTERRUPTED. */
  constructor(turns: Turns, isAbandoned: () => boolean) {
    this.#turns = turns;
    this.#isAbandoned = isAbandoned;
  }

  /**
   * Resolves with what the steps return, or rejects with what they throw: others have their turn between those of what
   * takes long.
   */
  run<Ranked>(begin: () => Steps<Ranked>): Promise<Ranked> {
    const { promise, waiting } = deferSteps(begin, () => {
      if (this.#isAbandoned()) throw clientGone();
    });
    if (this.#waiting.length === 0) process.nextTick(() => void this.#runAll());
    this.#waiting.push(waiting);
    return promise;
  }

  async #runAll(): Promise<void> {
    const rankings = this.#waiting;
    this.#waiting = [];
    await this.#turns.take();
    for (const ranking of rankings) {
      do {
        if (this.#turns.isOver()) await this.#pause();
      } while (!ranking.step());
    }
    this.#turns.give();
    for (const ranking of rankings) ranking.settle();
  }

  async #pause(): Promise<void> {
    this.#turns.give();
    await this.#turns.take();
  }
}

/** What nobody waits for any more ends with this. */
export function clientGone(): EdgewiseError {
  return new EdgewiseError('INTERRUPTED', 'The client has gone.');
}

function deferSteps<Ranked>(
  begin: () => Steps<Ranked>,
  assertWanted: () => void,
): { promise: Promise<Ranked>; waiting: WaitingRanking } {
  let steps: Steps<Ranked> | undefined;
  let settle: () => void;
  let resolve: (ranked: Ranked) => void;
  let reject: (error: unknown) => void;
  const promise = new Promise<Ranked>((...settlers) => ([resolve, reject] = settlers));
  const waiting = {
    step() {
      try {
        assertWanted();
        steps ??= begin();
        const { done, value } = steps.next();
        if (done !== true) return false;
        settle = () => resolve(value);
      } catch (error) {
        settle = () => reject(error);
      }
      return true;
    },
    settle: () => settle(),
  };
  return { promise, waiting };
}
