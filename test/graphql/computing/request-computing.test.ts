import { describe, expect, it } from '@jest/globals';
import type { ThreadedVersion } from '../../../src/graphql/computing/computing-threads.js';
import { RequestComputing } from '../../../src/graphql/computing/request-computing.js';
import { Turns } from '../../../src/graphql/computing/turns.js';
import type { ServedVersion } from '../../../src/graphql/served-snapshot.js';
import { createRecommender } from '../../../src/recommend/create-recommender.js';
import type { RecommendationPage, RecommendationRequest } from '../../../src/recommend/request.js';
import { tinyContents, tinySnapshot } from '../../fixtures/tiny-snapshot.js';
import { shop } from '../shop.js';

const snapshot = tinySnapshot(tinyContents(shop.interactions));
const recommender = await createRecommender(snapshot);
const request: RecommendationRequest = { user: { key: 'ann', revision: 1 }, first: 2 };
const here = recommender.recommend(request);
const away: RecommendationPage = { source: 'POPULAR', entries: [], hasNextPage: false };
const never = new AbortController().signal;

describe('What a request computes', () => {
  it('is asked of threads where there are any', async () => {
    await expect(askedOf(threadsThat(() => Promise.resolve({ answer: away })))).resolves.toEqual(away);
  });

  it('is computed here where there are none, none is ready, or the one that was asked cannot answer', async () => {
    await expect(askedOf(undefined)).resolves.toEqual(here);
    await expect(askedOf(threadsThat(() => undefined))).resolves.toEqual(here);
    await expect(askedOf(threadsThat(() => Promise.resolve(undefined)))).resolves.toEqual(here);
  });

  it('is computed here for a lonely request where that is quicker', async () => {
    const threads = threadsThat(() => Promise.resolve({ answer: away }));
    await expect(askedOf(threads, { isRankedInATurn: true, isAlone: true })).resolves.toEqual(here);
    await expect(askedOf(threads, { isRankedInATurn: true, isAlone: false })).resolves.toEqual(away);
    await expect(askedOf(threads, { isRankedInATurn: false, isAlone: true })).resolves.toEqual(away);
  });

  it('is answered together where it was asked in one tick, so that what follows is one batch', async () => {
    let release = (): void => undefined;
    const slow = new Promise<void>((resolve) => (release = resolve));
    const order: string[] = [];
    let asked = 0;
    const threads = threadsThat(async () => {
      if (asked++ === 0) await slow;
      else release();
      order.push('answer');
      return { answer: away };
    });
    const computing = computingOf(false);
    const goOn = async (): Promise<void> => {
      await computing.ask('recommendations', request, versionOf(threads, false));
      order.push('go on');
    };
    await Promise.all([goOn(), goOn()]);
    expect(order).toEqual(['answer', 'answer', 'go on', 'go on']);
  });
});

function askedOf(
  threads: ThreadedVersion | undefined,
  { isRankedInATurn, isAlone } = { isRankedInATurn: false, isAlone: false },
): Promise<RecommendationPage> {
  return computingOf(isAlone).ask('recommendations', request, versionOf(threads, isRankedInATurn));
}

function computingOf(isAlone: boolean): RequestComputing {
  const place = { turns: new Turns(), isAlone: () => isAlone };
  return new RequestComputing(
    place,
    () => false,
    () => never,
  );
}

function versionOf(threads: ThreadedVersion | undefined, isRankedInATurn: boolean): ServedVersion {
  return { snapshot, recommender, threads, isRankedInATurn } as unknown as ServedVersion;
}

function threadsThat(ask: () => Promise<unknown> | undefined): ThreadedVersion {
  return { ask, close: () => undefined } as unknown as ThreadedVersion;
}
