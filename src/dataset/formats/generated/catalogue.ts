import { Random } from '../../../core/random.js';
import type { ItemRecord } from '../../../store/interaction-store.js';
import { itemKey, type SampleSettings } from './settings.js';
import { BRANDS, CATEGORIES, PRICE_BANDS, SERIES } from './vocabulary.js';
import { WeightedChoice } from './weighted-choice.js';

/** Two categories make a taste. */
export const TASTES = CATEGORIES.length / 2;

export interface Catalogue {
  readonly records: readonly ItemRecord[];
  /** Per item: index into CATEGORIES. */
  readonly categories: Uint8Array;
  /** Per item: index into PRICE_BANDS. */
  readonly priceBands: Uint8Array;
  /** Draws an item that people of a taste look at. */
  readonly byTaste: readonly WeightedChoice[];
  /** Draws an item by its overall popularity. */
  readonly byPopularity: WeightedChoice;
}

/** Popularity falls with rank^-0.6: few items have many interactions, many have few. */
const TAIL = 0.6;
/** How much a taste likes items outside its two categories, in parts of its own. */
const ELSEWHERE = 0.02;

export function makeCatalogue({ seed, items }: SampleSettings): Catalogue {
  const random = Random.stream(seed, 'sample catalogue');
  const categories = Uint8Array.from({ length: items }, () => random.below(CATEGORIES.length));
  const priceBands = Uint8Array.from({ length: items }, () => random.below(PRICE_BANDS.length));
  const ranks = random.shuffle(Array.from({ length: items }, (_, rank) => rank));
  const popularity = ranks.map((rank) => (rank + 1) ** -TAIL);
  const tasteWeights = (taste: number): number[] =>
    popularity.map((weight, item) => weight * (categories[item]! >> 1 === taste ? 1 : ELSEWHERE));
  return {
    records: describeItems(categories, priceBands, random),
    categories,
    priceBands,
    byTaste: Array.from({ length: TASTES }, (_, taste) => new WeightedChoice(tasteWeights(taste))),
    byPopularity: new WeightedChoice(popularity),
  };
}

/** Invented titles; one that was given before gets a number. */
function describeItems(categories: Uint8Array, priceBands: Uint8Array, random: Random): ItemRecord[] {
  const given = new Map<string, number>();
  const pick = (words: readonly string[]): string => words[random.below(words.length)]!;
  return Array.from(categories, (category, index) => {
    const { name, products } = CATEGORIES[category]!;
    const brand = pick(BRANDS);
    const title = `${brand} ${pick(SERIES)} ${pick(products)}`;
    const times = (given.get(title) ?? 0) + 1;
    given.set(title, times);
    return {
      key: itemKey(index),
      title: times === 1 ? title : `${title} ${times}`,
      attributes: { category: name, brand, priceBand: PRICE_BANDS[priceBands[index]!]!, synthetic: true },
    };
  });
}
