import { beforeAll, describe, expect, it } from '@jest/globals';
import { describeSample } from '../../../src/dataset/formats/generated.js';
import { countBy, groupBy } from '../../dataset/formats/groups.js';
import { rowsOf, type ReadRows } from '../../dataset/formats/rows-of.js';

describe('the causal effects of a large sample', () => {
  const source = { format: 'generated', users: 4000, interactions: 800_000 } as const;
  const { effects } = describeSample(source);
  let looks: Look[];
  beforeAll(async () => {
    looks = looksOf(await rowsOf(source));
  });

  it('are a promotion that doubles purchases for the treated half', () => {
    const { parameters, treatedUsers } = effects.find(({ name }) => name === 'promotion')!;
    const treated = new Set(treatedUsers);
    expect(treated.size / source.users).toBeCloseTo(0.5, 1);
    const isPromoted = ({ category }: Look): boolean => category === parameters['category'];
    const inTime = ({ at }: Look): boolean => at >= Number(parameters['from']) && at < Number(parameters['to']);
    const rate = (isTreated: boolean, during: boolean): number =>
      shareOf(
        looks.filter((look) => isPromoted(look) && inTime(look) === during && treated.has(look.userKey) === isTreated),
        ({ behaviors }) => behaviors.has('purchased'),
      );
    expect(rate(true, true) / rate(false, true)).toBeGreaterThan(1.6);
    expect(rate(true, true) / rate(false, true)).toBeLessThan(2.5);
    expect(rate(true, false) / rate(false, false)).toBeCloseTo(1, 0);
  });

  it('are carting, which raises purchases at once', () => {
    const { parameters } = effects.find(({ name }) => name === 'carting')!;
    const rate = (isCarted: boolean): number =>
      shareOf(
        looks.filter(({ behaviors }) => behaviors.has('carted') === isCarted),
        ({ behaviors }) => behaviors.has('purchased'),
      );
    expect(rate(true)).toBeGreaterThan(0.8 * Number(parameters['purchaseRateCarted']));
    expect(rate(false)).toBeLessThan(1.2 * Number(parameters['purchaseRateNotCarted']));
  });

  it('are not liking, which goes with purchases only through taste and carting', () => {
    const rate = (isLiked: boolean, among: (look: Look) => boolean): number =>
      shareOf(
        looks.filter((look) => among(look) && look.behaviors.has('liked') === isLiked),
        ({ behaviors }) => behaviors.has('purchased'),
      );
    const naive = rate(true, () => true) / rate(false, () => true);
    expect(naive).toBeGreaterThan(1.2);
    // Within the first taste of a user, which two thirds of the looks at the user's top two categories are, nothing is left.
    const withinTaste = rate(true, ({ isTopTaste }) => isTopTaste) / rate(false, ({ isTopTaste }) => isTopTaste);
    expect(Math.abs(withinTaste - 1)).toBeLessThan(0.1);
  });
});

interface Look {
  readonly userKey: string;
  readonly category: string;
  readonly at: number;
  readonly behaviors: Set<string>;
  /** Whether the category is one of the two that the user looks at most. */
  readonly isTopTaste: boolean;
}

/** A look at an item with what it led to within half a minute. */
function looksOf({ interactions, items }: ReadRows): Look[] {
  const categories = new Map(items.map(({ key, attributes }) => [key, String(attributes?.['category'])]));
  return [...groupBy(interactions, ({ userKey }) => userKey).values()].flatMap((events) => {
    const counts = countBy(events, ({ itemKey }) => categories.get(itemKey)!);
    const top = new Set([...counts].sort(([, a], [, b]) => b - a).slice(0, 2).map(([category]) => category)); // prettier-ignore
    const looks: Look[] = [];
    const latest = new Map<string, Look>();
    for (const { userKey, itemKey, behavior, at } of events) {
      if (behavior === 'viewed') {
        const category = categories.get(itemKey)!;
        const look = { userKey, category, at, behaviors: new Set<string>(), isTopTaste: top.has(category) };
        latest.set(itemKey, look);
        looks.push(look);
      } else latest.get(itemKey)!.behaviors.add(behavior);
    }
    return looks;
  });
}

function shareOf<T>(values: readonly T[], holds: (value: T) => boolean): number {
  return values.filter(holds).length / values.length;
}
