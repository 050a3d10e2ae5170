import type { ServedVersion } from '../served-snapshot.js';
import { type Answer, type Asked, beginAnswer, isOfInfluence, type QuestionName } from './questions.js';
import { RankingQueue } from './ranking-queue.js';
import type { ThreadedVersion } from './computing-threads.js';
import type { Turns } from './turns.js';

/** What the computations of all requests share. */
export interface ComputingPlace {
  readonly turns: Turns;
  /** Whether one request at most is being answered. */
  readonly isAlone: () => boolean;
}

interface Batch {
  readonly answers: Promise<unknown>[];
  /** Resolves when all of them are settled. */
  readonly isOver: Promise<unknown>;
}

/**
 * What one request computes without any I/O: on threads where there are any, else in turns with other requests. What is
 * asked in one tick is answered together, so that what is loaded next for each is still one batch.
 */
export class RequestComputing {
  readonly #place: ComputingPlace;
  readonly #signal: () => AbortSignal;
  readonly #isAbandoned: () => boolean;
  #queue: RankingQueue | undefined;
  #batch: Batch | undefined;

  /** `isAbandoned` and `signal` say whether the client has gone: what still waits or runs then ends with INTERRUPTED. */
  constructor(place: ComputingPlace, isAbandoned: () => boolean, signal: () => AbortSignal) {
    this.#place = place;
    this.#isAbandoned = isAbandoned;
    this.#signal = signal;
  }

  async ask<Name extends QuestionName>(name: Name, asked: Asked<Name>, version: ServedVersion): Promise<Answer<Name>> {
    const { threads } = version;
    if (threads !== undefined && !this.#isQuickerHere(name, version)) {
      const given = await this.#askThreads(name, asked, threads);
      if (given !== undefined) return given.answer;
    }
    const begin = await beginAnswer(name, asked, version);
    this.#queue ??= new RankingQueue(this.#place.turns, this.#isAbandoned);
    return this.#queue.run(begin);
  }

  /** Nobody else waits for a ranking that takes less than a turn: sending it away would only cost time. */
  #isQuickerHere(name: QuestionName, { isRankedInATurn }: ServedVersion): boolean {
    return isRankedInATurn && !isOfInfluence(name) && this.#place.isAlone();
  }

  async #askThreads<Name extends QuestionName>(
    name: Name,
    asked: Asked<Name>,
    threads: ThreadedVersion,
  ): Promise<{ readonly answer: Answer<Name> } | undefined> {
    const answer = threads.ask(name, asked, this.#signal());
    if (answer === undefined) return undefined;
    const { answers, isOver } = (this.#batch ??= this.#beginBatch());
    answers.push(answer);
    await isOver;
    return answer;
  }

  #beginBatch(): Batch {
    const answers: Promise<unknown>[] = [];
    const isOver = new Promise((resolve) => {
      process.nextTick(() => {
        this.#batch = undefined;
        resolve(Promise.allSettled(answers));
      });
    });
    return { answers, isOver };
  }
}
