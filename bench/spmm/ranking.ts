import { Random } from '../../src/core/random.js';
import { batchTopK } from '../../src/linalg/batch-top-k.js';
import { ItemScorer } from '../../src/linalg/item-scorer.js';
import type { Section } from '../harness/bench.js';
import { medianMilliseconds } from './median-milliseconds.js';
import { ITEMS, powerLawInteractions, USERS } from './power-law-graph.js';

const DIMENSIONS = 64;
const RANKING = 'ranking all users, known items left out, 20 each';
const SCORING = 'scoring all items for one query';

export const rankingSection: Section = {
  name: 'ranking',
  needs: [],
  bars: [
    { name: RANKING, limit: 10, unit: 's', passes: 'within' },
    { name: SCORING, limit: 1, unit: 'ms', passes: 'within' },
  ],
  async measure({ signal }) {
    const random = Random.fromSeed(3);
    const vectors = (rows: number) => Float32Array.from({ length: rows * DIMENSIONS }, () => random.normal());
    const [queries, items] = [vectors(USERS), vectors(ITEMS)];
    const exclude = powerLawInteractions();
    const started = performance.now();
    await batchTopK({ queries, items, dimensions: DIMENSIONS, exclude, k: 20, signal });
    const seconds = (performance.now() - started) / 1000;
    const scorer = await ItemScorer.create(items, ITEMS, DIMENSIONS);
    const query = queries.subarray(0, DIMENSIONS);
    return {
      values: { [RANKING]: seconds, [SCORING]: medianMilliseconds(() => void scorer.scores(query), 500) },
      note: `${USERS} users, ${ITEMS} items, ${DIMENSIONS} dimensions`,
    };
  },
};
