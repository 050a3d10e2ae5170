/**
 * A stream of news for one reader, who may be slow: what is put while nobody has taken the last is put in its place, so
 * that a reader who comes back learns the newest and nothing piles up.
 */
export class Mailbox<News> implements AsyncIterableIterator<News> {
  readonly #onEnd: (mailbox: Mailbox<News>) => void;
  #news: { readonly value: News } | undefined;
  #waiting: ((result: IteratorResult<News, undefined>) => void) | undefined;
  #isOver = false;

  /** `onEnd` is called once, when the reader has had enough or nobody will put any more. */
  constructor(onEnd: (mailbox: Mailbox<News>) => void) {
    this.#onEnd = onEnd;
  }

  put(value: News): void {
    if (this.#isOver) return;
    if (this.#waiting === undefined) this.#news = { value };
    else this.#hand({ value, done: false });
  }

  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#news = undefined;
    this.#onEnd(this);
    if (this.#waiting !== undefined) this.#hand({ value: undefined, done: true });
  }

  /** One at a time, as `for await` asks. */
  next(): Promise<IteratorResult<News, undefined>> {
    if (this.#isOver) return Promise.resolve({ value: undefined, done: true });
    if (this.#news === undefined) return new Promise((resolve) => (this.#waiting = resolve));
    const { value } = this.#news;
    this.#news = undefined;
    return Promise.resolve({ value, done: false });
  }

  return(): Promise<IteratorResult<News, undefined>> {
    this.end();
    return Promise.resolve({ value: undefined, done: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #hand(result: IteratorResult<News, undefined>): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.(result);
  }
}
