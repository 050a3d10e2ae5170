import type { Counterfactual, CounterfactualRequest } from '../../influence/counterfactual/counterfactual.js';
import type { InfluenceAnswer } from '../../influence/influence.js';
import type { RecommendationFilter, UserView } from '../../recommend/request.js';
import type { Answer, Asked, QuestionName } from '../computing/questions.js';
import { type RequestContext, servedVersion } from '../request-context.js';

/**
 * The influences of one user's interactions on the items of one answer: computed once for all of them when the first is
 * asked for. They wait with the rankings for their turn, and end with them when the client has gone.
 */
export class ItemInfluences {
  readonly #context: RequestContext;
  readonly #user: UserView;
  readonly #items: readonly number[];
  readonly #filter: RecommendationFilter | undefined;
  #answer: Promise<InfluenceAnswer | undefined> | undefined;
  /** By removed item: the ranks of the answer's items without it. */
  readonly #ranksWithout = new Map<number, Promise<readonly (number | null)[]>>();

  constructor(
    context: RequestContext,
    user: UserView,
    items: readonly number[],
    filter: RecommendationFilter | undefined,
  ) {
    this.#context = context;
    this.#user = user;
    this.#items = items;
    this.#filter = filter;
  }

  /** Undefined where recommendations are POPULAR. */
  answer(): Promise<InfluenceAnswer | undefined> {
    return (this.#answer ??= this.#keptAnswer());
  }

  /** Place of an item among those of the answer. */
  placeOf(item: number): number {
    return this.#items.indexOf(item);
  }

  async rank(item: number): Promise<number | null> {
    const request = { user: this.#user, items: [item], removed: [], ranks: this.#ranks() };
    const answer = await this.#ask('without', request);
    return answer?.ranks?.[0] ?? null;
  }

  async rankWithout(removed: number, item: number): Promise<number | null> {
    const ranks = this.#ranksWithout.get(removed) ?? this.#rankWithout(removed);
    this.#ranksWithout.set(removed, ranks);
    return (await ranks)[this.placeOf(item)] ?? null;
  }

  counterfactual(
    item: number,
    search: Pick<CounterfactualRequest, 'direction' | 'maxSize' | 'top'>,
  ): Promise<Counterfactual | undefined> {
    const request = { user: this.#user, item, ...search, ...this.#ranks() };
    return this.#ask('counterfactual', request);
  }

  async #rankWithout(removed: number): Promise<readonly (number | null)[]> {
    const request = { user: this.#user, items: this.#items, removed: [{ item: removed }], ranks: this.#ranks() };
    const answer = await this.#ask('without', request);
    return answer?.ranksWithout ?? [];
  }

  #ranks(): { filter?: RecommendationFilter } {
    return this.#filter === undefined ? {} : { filter: this.#filter };
  }

  async #keptAnswer(): Promise<InfluenceAnswer | undefined> {
    const { influences } = servedVersion(this.#context);
    const request = { user: this.#user, items: this.#items };
    const known = influences.find(this.#user, this.#items);
    this.#context.backend.observer.cacheLookedUp('influences', known !== undefined);
    if (known !== undefined) return known;
    const answer = await this.#ask('influences', request);
    if (answer !== undefined) influences.keep(this.#user, this.#items, answer);
    return answer;
  }

  #ask<Name extends QuestionName>(name: Name, asked: Asked<Name>): Promise<Answer<Name>> {
    return this.#context.computing.ask(name, asked, servedVersion(this.#context));
  }
}
