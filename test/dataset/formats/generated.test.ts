import { beforeAll, describe, expect, it } from '@jest/globals';
import { describeSample } from '../../../src/dataset/formats/generated.js';
import { countBy, groupBy } from './groups.js';
import { rowsOf, type ReadRows } from './rows-of.js';

const HOUR = 3_600_000;

describe('the generated sample', () => {
  let sample: ReadRows;
  beforeAll(async () => {
    sample = await rowsOf({ format: 'generated' });
  });

  it('has about two thousand users, a thousand items and sixty thousand interactions', () => {
    expect(new Set(sample.interactions.map(({ userKey }) => userKey)).size).toBe(2000);
    expect(sample.items).toHaveLength(1000);
    expect(sample.interactions.length).toBeGreaterThan(56_000);
    expect(sample.interactions.length).toBeLessThan(64_000);
    expect(sample.last.lines).toBe(sample.items.length + sample.interactions.length);
  });

  it('is the same with the same seed and another with another', async () => {
    const again = await rowsOf({ format: 'generated' });
    expect(JSON.stringify(again)).toBe(JSON.stringify(sample));
    const other = await rowsOf({ format: 'generated', seed: 8 });
    expect(JSON.stringify(other)).not.toBe(JSON.stringify(sample));
  });

  it('is labelled as synthetic in every item and in its description', () => {
    expect(sample.items.every(({ attributes }) => attributes?.['synthetic'] === true)).toBe(true);
    expect(sample.items.every(({ key }) => key.startsWith('sample-item-'))).toBe(true);
    expect(describeSample({ format: 'generated' }).label).toContain('Synthetic');
  });

  it('names each item once, with category, brand and price band', () => {
    expect(new Set(sample.items.map(({ title }) => title)).size).toBe(1000);
    expect(sample.items[0]!.attributes).toEqual({
      category: expect.any(String),
      brand: expect.any(String),
      priceBand: expect.stringMatching(/^(low|middle|high)$/),
      synthetic: true,
    });
  });

  it('gives each event of a user its own identity and a time within its thirteen weeks', () => {
    const { from, to } = describeSample({ format: 'generated' });
    const identities = new Set(
      sample.interactions.map((record) => JSON.stringify([record.userKey, record.itemKey, record.behavior, record.at])),
    );
    expect(identities.size).toBe(sample.interactions.length);
    expect(sample.interactions.every(({ at }) => at >= from && at < to + HOUR)).toBe(true);
  });

  it('has a long tail: the most popular tenth of the items draws a third or more of the interactions', () => {
    const counts = [...countBy(sample.interactions, ({ itemKey }) => itemKey).values()].sort((a, b) => b - a);
    const top = counts.slice(0, 100).reduce((sum, count) => sum + count, 0);
    expect(top / sample.interactions.length).toBeGreaterThan(0.33);
    expect(counts.at(-1)).toBeLessThan(counts[0]! / 20);
  });

  it('has users of a taste: half of what they look at comes from two of the twenty categories', () => {
    const categories = new Map(sample.items.map(({ key, attributes }) => [key, String(attributes?.['category'])]));
    const shares = [...groupBy(sample.interactions, ({ userKey }) => userKey).values()].map((events) => {
      const counts = [...countBy(events, ({ itemKey }) => categories.get(itemKey)!).values()].sort((a, b) => b - a);
      return (counts[0]! + (counts[1] ?? 0)) / events.length;
    });
    expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeGreaterThan(0.5);
  });

  it('is busy in the evening and at the weekend', () => {
    const hours = countBy(sample.interactions, ({ at }) => new Date(at).getUTCHours());
    expect(hours.get(20)).toBeGreaterThan(4 * hours.get(4)!);
    const days = countBy(sample.interactions, ({ at }) => new Date(at).getUTCDay());
    expect(days.get(6)).toBeGreaterThan(1.3 * days.get(1)!);
  });

  it('refuses sizes that are none', async () => {
    await expect(rowsOf({ format: 'generated', users: 0 })).rejects.toMatchObject({ code: 'BAD_SETTING' });
  });
});
