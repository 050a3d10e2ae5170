import { describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../../src/core/log.js';
import { Random } from '../../../src/core/random.js';
import { runContext } from '../../../src/core/run-context.js';
import { buildDataset } from '../../../src/dataset/build-dataset.js';
import type { Dataset } from '../../../src/dataset/dataset.js';
import { rankWalks } from '../../../src/linalg/rank-walks.js';
import { rankingMetrics } from '../../../src/metrics/ranking-metrics.js';
import { blendJudge } from '../../../src/models/blend/blend-judge.js';
import { chooseExponents } from '../../../src/models/filter/choose-exponents.js';
import { DECLARED_EXPONENTS } from '../../../src/models/filter/exponents.js';
import { filterModel } from '../../../src/models/filter/filter-model.js';
import { DEFAULT_HOLD_OUT, holdOut, type HoldOut } from '../../../src/models/hold-out.js';
import { interaction } from '../block-graph.js';

const { signal } = runContext();

/**
 * Users of `blocks` who have most of 60 items that everybody likes and, last of all in time, items of their own block:
 * only a walk that popularity holds back ranks those first.
 */
function tasteComesLast(blocks: number, usersPerBlock: number, times = true): Dataset {
  const random = Random.stream(1, 'tastes');
  const records = Array.from({ length: blocks * usersPerBlock }, (_, user) => {
    const popular = random.shuffle(Array.from({ length: 60 }, (_, item) => `p${item}`)).slice(0, 45);
    const own = random.shuffle(Array.from({ length: 40 }, (_, item) => `b${user % blocks}-${item}`)).slice(0, 8);
    return [...popular, ...own].map((item, place) => interaction(`u${user}`, item, 1, times ? place + 1 : 0));
  });
  return buildDataset(records.flat());
}

function heldOutOf(dataset: Dataset): HoldOut {
  return holdOut(dataset, DEFAULT_HOLD_OUT, 1, silentLogger)!;
}

async function figureOf(exponents: typeof DECLARED_EXPONENTS, { train, users, heldOut }: HoldOut): Promise<number> {
  const [items] = await rankWalks({ graph: train, exponents, queries: users, k: 20, signal });
  return rankingMetrics({ users, k: 20, items: items! }, heldOut)['recall@20']!;
}

describe('exponents of a walk', () => {
  it('are those that rank held-out edges better than the declared ones and than any neighbor on the grid', async () => {
    const heldOut = heldOutOf(tasteComesLast(6, 30));
    const { exponents, metrics } = await chooseExponents(heldOut, signal);
    expect(exponents.p).toBeGreaterThan(DECLARED_EXPONENTS.p);
    expect(metrics['recall@20']).toBe(await figureOf(exponents, heldOut));
    expect(metrics['recall@20']).toBeGreaterThan(await figureOf(DECLARED_EXPONENTS, heldOut));
    for (const p of [0.1, 0.2, 0.3, 0.45, 0.6]) {
      expect(await figureOf({ ...exponents, p }, heldOut)).toBeLessThanOrEqual(metrics['recall@20']!);
    }
  });

  it('stay the declared ones where nothing else is better by more than chance', async () => {
    const heldOut = heldOutOf(tasteComesLast(1, 8));
    expect((await chooseExponents(heldOut, signal)).exponents).toEqual(DECLARED_EXPONENTS);
  });

  it('stay the declared ones where no order is known, alone and in a blend', async () => {
    const unordered = tasteComesLast(6, 30, false);
    const run = { ...runContext(), seed: 1 };
    const { choice, metrics } = await filterModel().train(unordered, run);
    expect(choice).toEqual(DECLARED_EXPONENTS);
    expect(metrics).toEqual({});
    const heldOut = heldOutOf(unordered);
    const { rows, columns } = heldOut.train;
    const embeddings = { users: new Float32Array(rows).fill(1), items: new Float32Array(columns), dimensions: 1 };
    const verdict = await blendJudge('auto', [0.5]).judge(embeddings, heldOut, signal);
    expect(verdict.choice).toEqual({ weight: 0.5, ...DECLARED_EXPONENTS });
  });

  it('are chosen once for all epochs of a blend, and by the filter alone just so', async () => {
    const dataset = tasteComesLast(6, 30);
    const heldOut = heldOutOf(dataset);
    const { exponents } = await chooseExponents(heldOut, signal);
    const trained = await filterModel().train(dataset, { ...runContext(), seed: 1 });
    expect(trained.components[0]!.parameters).toEqual(exponents);
    const { rows, columns } = heldOut.train;
    const embeddings = { users: new Float32Array(rows).fill(1), items: new Float32Array(columns), dimensions: 1 };
    const judge = blendJudge('auto', [0.5]);
    for (let epoch = 0; epoch < 2; epoch++) {
      expect((await judge.judge(embeddings, heldOut, signal)).choice).toEqual({ weight: 0.5, ...exponents });
    }
  });

  it('are kept by a warm start', async () => {
    const dataset = tasteComesLast(6, 30);
    const { users, items, interactions } = dataset;
    const walk = { kind: 'walk', name: 'walk', parameters: { p: 0.3, q: 0.4, a: 0.5 }, arrays: {} };
    const warmStart = { version: 'v', users, items, interactions, components: [walk] };
    const { components } = await filterModel().train(dataset, { ...runContext(), seed: 1, warmStart });
    expect(components[0]).toEqual(walk);
  });
});
