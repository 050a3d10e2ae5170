import { EdgewiseError } from '../../core/errors.js';

/** How long the rankings of one request may keep the event loop before others get a turn. */
const TURN_MILLISECONDS = 8;

interface WaitingRanking {
  run(): void;
  settle(): void;
}

/**
 * Runs rankings over the catalogue, which compute for up to milliseconds each without any I/O. Those asked for in one
 * tick run one after another with a breath in between, so that a page of a hundred users does not hold up everybody
 * else; and they answer together, so that what is loaded next for each of them is still one batch.
 */
export class RankingQueue {
  readonly #isAbandoned: () => boolean;
  #waiting: WaitingRanking[] = [];

  /** `isAbandoned` says whether the client has gone: what still waits then ends with INTERRUPTED. */
  constructor(isAbandoned: () => boolean) {
    this.#isAbandoned = isAbandoned;
  }

  /** Resolves with what `rank` returns, or rejects with what it throws. */
  run<Ranked>(rank: () => Ranked): Promise<Ranked> {
    const { promise, waiting } = deferRanking(() => {
      if (this.#isAbandoned()) throw new EdgewiseError('INTERRUPTED', 'The client has gone.');
      return rank();
    });
    if (this.#waiting.length === 0) process.nextTick(() => void this.#runAll());
    this.#waiting.push(waiting);
    return promise;
  }

  async #runAll(): Promise<void> {
    const rankings = this.#waiting;
    this.#waiting = [];
    let turnStarted = performance.now();
    for (const ranking of rankings) {
      if (performance.now() - turnStarted > TURN_MILLISECONDS) {
        await new Promise((resume) => setImmediate(resume));
        turnStarted = performance.now();
      }
      ranking.run();
    }
    for (const ranking of rankings) ranking.settle();
  }
}

function deferRanking<Ranked>(rank: () => Ranked): { promise: Promise<Ranked>; waiting: WaitingRanking } {
  let settle: () => void;
  let resolve: (ranked: Ranked) => void;
  let reject: (error: unknown) => void;
  const promise = new Promise<Ranked>((...settlers) => ([resolve, reject] = settlers));
  const waiting = {
    run() {
      try {
        const ranked = rank();
        settle = () => resolve(ranked);
      } catch (error) {
        settle = () => reject(error);
      }
    },
    settle: () => settle(),
  };
  return { promise, waiting };
}
