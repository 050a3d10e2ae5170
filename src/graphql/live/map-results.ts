/**
 * The answers to events, one at a time: the next event is only taken when the answer before it has been. A reader who
 * goes ends the source at once, also while it waits for an event, which a generator function would not do.
 */
export function mapResults<Event, Result>(
  source: AsyncIterable<Event>,
  answer: (event: Event) => Promise<Result>,
): Required<AsyncIterableIterator<Result, undefined>> {
  const events = source[Symbol.asyncIterator]();
  const over = { value: undefined, done: true } as const;
  const end = async (): Promise<typeof over> => {
    await events.return?.();
    return over;
  };
  return {
    async next() {
      const news = await events.next();
      if (news.done === true) return over;
      try {
        return { value: await answer(news.value), done: false };
      } catch (error) {
        await end();
        throw error;
      }
    },
    return: end,
    async throw(error: unknown) {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
