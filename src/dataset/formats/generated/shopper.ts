import { Random } from '../../../core/random.js';
import type { InteractionRecord } from '../../../store/interaction-store.js';
import { TASTES, type Catalogue } from './catalogue.js';
import { isPromoted, PROMOTION, RATES } from './effects.js';
import { drawVisit } from './rhythm.js';
import { itemKey, userKey } from './settings.js';

/** Share of visits for the second taste and for whatever is popular; all others are for the first taste. */
const SECOND_TASTE = 0.2;
const POPULAR = 0.05;
/** Chance to look at an item when its price is so many bands away from the user's. */
const PRICE_ACCEPTANCE = [1, 0.4, 0.1] as const;
const LOOKS_PER_VISIT = 3;

/** All events of one user, oldest first: visits of a few looks each, and what they lead to. */
export function shopperEvents(seed: number, user: number, looks: number, catalogue: Catalogue): InteractionRecord[] {
  const random = Random.stream(seed, `sample user ${user}`);
  const taste = random.below(TASTES);
  const secondTaste = (taste + 1 + random.below(TASTES - 1)) % TASTES;
  const priceBand = random.below(PRICE_ACCEPTANCE.length);
  const promoted = isPromoted(seed, user);
  const events: InteractionRecord[] = [];
  const drawItem = (): number => {
    const draw = random.float();
    const source =
      draw < POPULAR ? catalogue.byPopularity : catalogue.byTaste[draw < POPULAR + SECOND_TASTE ? secondTaste : taste]!;
    for (;;) {
      const item = source.draw(random);
      if (random.float() < PRICE_ACCEPTANCE[Math.abs(catalogue.priceBands[item]! - priceBand)]!) return item;
    }
  };
  for (let look = 0, at = 0; look < looks; look++) {
    at = look % LOOKS_PER_VISIT === 0 ? drawVisit(random) : at + (30 + random.below(240)) * 1000;
    const item = drawItem();
    const isMatch = catalogue.categories[item]! >> 1 === taste;
    const record = (behavior: string, seconds: number): number =>
      events.push({ userKey: userKey(user), itemKey: itemKey(item), behavior, at: at + seconds * 1000, weight: 1 });
    record('viewed', 0);
    if (random.float() < (isMatch ? RATES.liked.match : RATES.liked.other)) record('liked', 5);
    const isCarted = random.float() < (isMatch ? RATES.carted.match : RATES.carted.other);
    if (isCarted) record('carted', 10);
    const isPromotedNow =
      promoted && catalogue.categories[item] === PROMOTION.category && at >= PROMOTION.from && at < PROMOTION.to;
    if (random.float() < purchaseRate(isCarted, isMatch, isPromotedNow)) record('purchased', 20);
  }
  return events.sort((a, b) => a.at - b.at);
}

function purchaseRate(isCarted: boolean, isMatch: boolean, isPromotedNow: boolean): number {
  const rate = isCarted ? RATES.purchased.carted : RATES.purchased.notCarted;
  return rate * (isMatch ? 1 : RATES.otherTasteFactor) * (isPromotedNow ? PROMOTION.factor : 1);
}
