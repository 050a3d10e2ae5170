import type { UserView } from '../../recommend/request.js';
import type { Snapshot } from '../../snapshot/snapshot.js';
import type { Influence, InfluenceAnswer, Removal } from '../influence.js';
import type { BehaviorInfluence } from './influence-summary.js';
import { magnitude } from './item-tally.js';

/** Takes away all events of a behavior together, user by user and behavior by behavior, and adds up what that does. */
export class BehaviorTally {
  readonly #behaviors: readonly string[];
  readonly #influence: Influence;
  readonly #top: number;
  readonly #totals = new Map<string, { users: number; events: number; effect: number; displaced: number }>();

  constructor(snapshot: Snapshot, influence: Influence, top: number) {
    this.#behaviors = snapshot.manifest.dataset.behaviors;
    this.#influence = influence;
    this.#top = top;
  }

  /** `answer` is that of the user's top k, `items`. */
  add(user: UserView, items: readonly number[], answer: InfluenceAnswer): void {
    for (const behavior of this.#behaviors) {
      const removed = removalsOf(behavior, answer);
      if (removed.length > 0) this.#addRemoval(user, items, answer.scores, { behavior, removed });
    }
  }

  /** By effect, the largest first. */
  result(): BehaviorInfluence[] {
    return Array.from(this.#totals, ([behavior, { users, events, effect, displaced }]) => ({
      behavior,
      users,
      events,
      effect: effect / users,
      displaced: displaced / users,
    })).sort((a, b) => b.effect - a.effect || (a.behavior < b.behavior ? -1 : 1));
  }

  #addRemoval(
    user: UserView,
    items: readonly number[],
    scores: Float64Array,
    { behavior, removed }: { readonly behavior: string; readonly removed: readonly EventRemoval[] },
  ): void {
    const without = this.#influence.without({ user, items, removed, ranks: {} })!;
    const scale = magnitude(scores);
    const moved = scores.reduce((sum, score, place) => sum + Math.abs(score - without.scoresWithout[place]!), 0);
    const out = without.ranksWithout!.filter((rank) => rank === null || rank > this.#top).length;
    const total = this.#totals.get(behavior) ?? { users: 0, events: 0, effect: 0, displaced: 0 };
    this.#totals.set(behavior, total);
    total.users++;
    total.events += removed.reduce((sum, { events }) => sum + events.length, 0);
    total.effect += scale === 0 ? 0 : moved / scale;
    total.displaced += out / items.length;
  }
}

type EventRemoval = Required<Pick<Removal, 'item' | 'events'>>;

/** Her events of a behavior, pair by pair. */
function removalsOf(behavior: string, { interactions }: InfluenceAnswer): EventRemoval[] {
  return interactions.flatMap(({ item, events }) => {
    const places = events.flatMap((event, place) => (event.behavior === behavior ? [place] : []));
    return places.length === 0 ? [] : [{ item, events: places }];
  });
}
