import type { InfluenceAnswer } from '../influence.js';
import type { InteractionInfluence, ItemInfluence } from './influence-summary.js';

/** Adds up the influence of single pairs by item. */
export class ItemTally {
  readonly #items = new Map<number, { users: number; raised: number; lowered: number }>();
  readonly #interactions: InteractionInfluence[] = [];

  add(user: number, { interactions, influences, scores }: InfluenceAnswer): void {
    const scale = magnitude(scores);
    if (scale === 0) return;
    for (const [row, { item }] of interactions.entries()) {
      const total = this.#items.get(item) ?? { users: 0, raised: 0, lowered: 0 };
      this.#items.set(item, total);
      total.users++;
      let effect = 0;
      for (const influence of influences.subarray(row * scores.length, (row + 1) * scores.length)) {
        const share = influence / scale;
        if (share > 0) total.raised += share;
        else total.lowered -= share;
        effect += Math.abs(share);
      }
      this.#interactions.push({ user, item, effect });
    }
  }

  /** The first of each list, by effect. */
  result(listed: number): { items: ItemInfluence[]; interactions: InteractionInfluence[] } {
    const items = Array.from(this.#items, ([item, total]) => ({ item, ...total }));
    items.sort((a, b) => b.raised + b.lowered - (a.raised + a.lowered) || a.item - b.item);
    const interactions = this.#interactions.toSorted(
      (a, b) => b.effect - a.effect || a.user - b.user || a.item - b.item,
    );
    return { items: items.slice(0, listed), interactions: interactions.slice(0, listed) };
  }
}

/** Σ |s_i| */
export function magnitude(scores: Float64Array): number {
  return scores.reduce((sum, score) => sum + Math.abs(score), 0);
}
