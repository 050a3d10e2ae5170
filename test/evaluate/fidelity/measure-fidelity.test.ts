import { describe, expect, it } from '@jest/globals';
import { runContext } from '../../../src/core/run-context.js';
import { explainedModel } from '../../../src/evaluate/fidelity/explained-cases.js';
import { measureFidelity } from '../../../src/evaluate/fidelity/measure-fidelity.js';
import { tinyContents, tinySnapshot, withWalks } from '../../fixtures/tiny-snapshot.js';
import { walksByHand } from './by-hand.js';

/** A ring of sixty users who each have six items in a row, the first three weighing more. */
const ring = Array.from({ length: 60 }, (_, user) =>
  Array.from({ length: 6 }, (_, step) => ({
    userKey: `u${user}`,
    itemKey: `i${(user + step) % 60}`,
    weight: step < 3 ? 4 : 1,
  })),
).flat();
const weighting = { mode: 'sum', behaviorWeights: {} } as const;

describe('fidelity', () => {
  it('compares exact influence with the others on the same users, the same for the same seed', async () => {
    const model = await explainedModel(tinySnapshot(withWalks(tinyContents(ring, { weighting }), 0.5)));
    const report = await measureFidelity(model, { users: 12, seed: 3 }, runContext());
    expect(report).toMatchObject({ users: 12, interactions: 6, cutoffs: [5, 10, 20], seed: 3 });
    const names = report.explainers.map(({ name }) => name);
    expect(names).toEqual(['influence', 'lead', 'gradient', 'cosine', 'jaccard', 'popularity', 'random']);
    for (const { name, metrics, intervals, curves, differences } of report.explainers) {
      for (const [metric, value] of Object.entries(metrics)) {
        expect(value).toBeGreaterThanOrEqual(intervals[metric]![0]);
        expect(value).toBeLessThanOrEqual(intervals[metric]![1]);
      }
      expect(curves.deletion).toHaveLength(11);
      expect([curves.deletion[0], curves.deletion[10], curves.insertion[0], curves.insertion[10]]).toEqual([
        1, 0, 0, 1,
      ]);
      expect(differences === undefined).toBe(name === 'influence' || name === 'lead');
    }
    const [exact, random] = [report.explainers[0]!, report.explainers.at(-1)!];
    const { difference } = random.differences!.influence['deletion-area']!;
    expect(difference).toBeCloseTo(exact.metrics['deletion-area']! - random.metrics['deletion-area']!, 12);
    expect(report.search.success).toBeGreaterThanOrEqual(exact.counterfactual.success);
    expect(await measureFidelity(model, { users: 12, seed: 3 }, runContext())).toEqual(report);
  });

  it('finds random orders alike from either end, and exact ones far apart', async () => {
    const model = await explainedModel(tinySnapshot(walksByHand(ring)));
    const { explainers } = await measureFidelity(model, { users: 30, seed: 1 }, runContext());
    const gap = (name: string): number => {
      const { metrics } = explainers.find((of) => of.name === name)!;
      return metrics['insertion-area']! - metrics['deletion-area']!;
    };
    expect(Math.abs(gap('random'))).toBeLessThan(0.1);
    expect(gap('influence')).toBeGreaterThan(0.3);
  });

  it('has nothing to say where nobody can be explained', async () => {
    const alone = [{ userKey: 'ann', itemKey: 'fig' }];
    const model = await explainedModel(tinySnapshot(tinyContents(alone)));
    const report = await measureFidelity(model, { users: 5, seed: 1 }, runContext());
    expect(report).toMatchObject({ users: 0, explainers: [], search: { success: 0, size: null } });
  });

  it('stops when it is asked to', async () => {
    const model = await explainedModel(tinySnapshot(walksByHand(ring)));
    const stop = new AbortController();
    const run = runContext({ signal: stop.signal, progress: ({ done }) => done === 2 && stop.abort() });
    await expect(measureFidelity(model, { users: 5, seed: 1 }, run)).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});
