import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { InteractionRecord } from '../../../src/store/interaction-store.js';
import type { CurrentStore } from '../interaction-store.js';
import { anyInteractions, byIdentity, eraseEveryone, event, everything, identity } from './sample.js';

export function describeUpserts(store: CurrentStore): void {
  const revisionOf = async (key: string) => (await store().usersByKey([key]))[0]?.revision;

  it('creates users, items and interactions', async () => {
    const batch = [event('ada', 'x', { at: 5, weight: 2 }), event('ada', 'y'), event('bo', 'x', { behavior: 'like' })];
    expect(await store().upsertInteractions(batch)).toEqual({ created: 3, updated: 0, unchanged: 0 });
    expect(byIdentity(await everything(store()))).toEqual(byIdentity(batch));
    expect(await store().itemsByKey(['x', 'y'])).toEqual([{ key: 'x' }, { key: 'y' }]);
  });

  it('changes nothing when the same interactions come again', async () => {
    const batch = [event('ada', 'x', { at: 5, weight: 2 }), event('ada', 'y'), event('bo', 'x')];
    await store().upsertInteractions(batch);
    expect(await store().upsertInteractions(batch)).toEqual({ created: 0, updated: 0, unchanged: 3 });
    expect(await everything(store())).toHaveLength(3);
    expect(await revisionOf('ada')).toBe(1);
  });

  it('keeps the last weight of an interaction that comes with another one', async () => {
    await store().upsertInteractions([event('ada', 'x', { weight: 2 }), event('ada', 'y', { weight: 2 })]);
    const summary = await store().upsertInteractions([
      event('ada', 'x', { weight: 3 }),
      event('ada', 'y', { weight: 2 }),
      event('ada', 'z'),
    ]);
    expect(summary).toEqual({ created: 1, updated: 1, unchanged: 1 });
    expect(byIdentity(await everything(store())).get(identity(event('ada', 'x')))).toBe(3);
  });

  it('counts an interaction that is in a call twice once, with the weight that comes last', async () => {
    const summary = await store().upsertInteractions([
      event('ada', 'x', { weight: 1 }),
      event('ada', 'y'),
      event('ada', 'x', { weight: 7 }),
    ]);
    expect(summary).toEqual({ created: 2, updated: 0, unchanged: 0 });
    expect(byIdentity(await everything(store())).get(identity(event('ada', 'x')))).toBe(7);
  });

  it('keeps apart what differs only in behavior or only in time', async () => {
    const batch = [event('ada', 'x'), event('ada', 'x', { behavior: 'like' }), event('ada', 'x', { at: 1 })];
    expect(await store().upsertInteractions(batch)).toEqual({ created: 3, updated: 0, unchanged: 0 });
    expect(await store().upsertInteractions(batch)).toEqual({ created: 0, updated: 0, unchanged: 3 });
    expect(await everything(store())).toHaveLength(3);
  });

  it('keeps times and weights to the last bit', async () => {
    const batch = [
      event('ada', 'x', { at: Number.MAX_SAFE_INTEGER, weight: 0.1 + 0.2 }),
      event('ada', 'y', { at: -86_400_000, weight: 5e-324 }),
    ];
    await store().upsertInteractions(batch);
    expect((await store().interactionsOf(['ada'], { first: 9 }))[0]).toEqual(batch);
    expect(await store().upsertInteractions(batch)).toEqual({ created: 0, updated: 0, unchanged: 2 });
  });

  it('raises the revision of users that changed, by one a call, and of no others', async () => {
    await store().upsertInteractions([event('ada', 'x'), event('ada', 'y'), event('bo', 'x'), event('cy', 'x')]);
    await store().upsertInteractions([event('ada', 'z'), event('bo', 'x', { weight: 2 }), event('cy', 'x')]);
    expect(await store().usersByKey(['ada', 'bo', 'cy'])).toEqual([
      { key: 'ada', revision: 2 },
      { key: 'bo', revision: 2 },
      { key: 'cy', revision: 1 },
    ]);
  });

  it('does nothing for an empty call', async () => {
    expect(await store().upsertInteractions([])).toEqual({ created: 0, updated: 0, unchanged: 0 });
  });

  it('takes users with very many interactions', async () => {
    const many = Array.from({ length: 300 }, (_, place) => event('ada', `item ${place}`));
    await store().upsertInteractions(many.slice(0, 200));
    const heavier = many.map((one, place) => (place < 100 ? { ...one, weight: 2 } : one));
    expect(await store().upsertInteractions(heavier)).toEqual({ created: 100, updated: 100, unchanged: 100 });
    expect(byIdentity(await everything(store()))).toEqual(byIdentity(heavier));
  });

  it('takes a large batch in one call', async () => {
    const many = Array.from({ length: 10_500 }, (_, place) => event(`user ${place % 5_000}`, `item ${place % 7_001}`));
    const distinct = byIdentity(many).size;
    expect(await store().upsertInteractions(many)).toEqual({ created: distinct, updated: 0, unchanged: 0 });
    expect(await store().upsertInteractions(many)).toEqual({ created: 0, updated: 0, unchanged: distinct });
  });

  it('loses nothing when many write at a time', async () => {
    const writers = Array.from({ length: 20 }, (_, writer) => [
      event('shared', `item ${writer}`),
      event('shared', 'same', { weight: writer + 1 }),
      event(`user ${writer}`, 'same'),
    ]);
    const summaries = await Promise.all(writers.map((batch) => store().upsertInteractions(batch)));
    expect(summaries.reduce((sum, { created }) => sum + created, 0)).toBe(20 + 1 + 20);
    expect(summaries.reduce((sum, { updated }) => sum + updated, 0)).toBe(19);
    expect(await everything(store())).toHaveLength(41);
    expect(await revisionOf('shared')).toBe(20);
  });

  it('holds after any calls what a map by identity would hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyInteractions, { maxLength: 4 }), async (calls) => {
        await eraseEveryone(store());
        const model = new Map<string, InteractionRecord>();
        for (const call of calls) {
          const before = new Map(model);
          for (const interaction of call) model.set(identity(interaction), interaction);
          const touched = new Set(call.map(identity));
          const weights = [...touched].map((id) => [before.get(id)?.weight, model.get(id)?.weight]);
          expect(await store().upsertInteractions(call)).toEqual({
            created: weights.filter(([old]) => old === undefined).length,
            updated: weights.filter(([old, now]) => old !== undefined && old !== now).length,
            unchanged: weights.filter(([old, now]) => old === now).length,
          });
        }
        expect(byIdentity(await everything(store()))).toEqual(byIdentity([...model.values()]));
      }),
      { numRuns: 15 },
    );
  });
}
