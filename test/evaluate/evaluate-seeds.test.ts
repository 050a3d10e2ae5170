import { describe, expect, it } from '@jest/globals';
import { fixedClock } from '../../src/core/clock.js';
import { silentLogger, type Logger } from '../../src/core/log.js';
import { runContext } from '../../src/core/run-context.js';
import { splitDataset } from '../../src/dataset/splits.js';
import { evaluateSeeds } from '../../src/evaluate/evaluate-seeds.js';
import { evaluateSplit } from '../../src/evaluate/evaluate-split.js';
import { mean, sampleDeviation } from '../../src/metrics/mean.js';
import { popularityModel } from '../../src/models/popularity/popularity-model.js';
import { blockGraph } from '../models/block-graph.js';

const run = runContext({ clock: fixedClock(1) });
const { dataset } = blockGraph();
const splitOf = (seed: number) => splitDataset(dataset, { kind: 'random', share: 0.2, seed });
const protocol = { split: { kind: 'random', share: 0.2 }, cutoffs: [5, 20] };

describe('evaluateSeeds', () => {
  it('is the report of one seed, which deviates by nothing', async () => {
    const evaluation = await evaluateSeeds({ model: popularityModel, protocol, seeds: [3], splitOf }, run);
    const report = await evaluateSplit(
      { ...splitOf(3), model: popularityModel, cutoffs: [5, 20] },
      { ...run, seed: 3 },
    );
    expect({ ...evaluation, peakRss: 0 }).toMatchObject({ ...report, peakRss: 0 });
    expect(evaluation).toMatchObject({ model: 'popularity', protocol, seeds: [3] });
    expect(Object.values(evaluation.deviations).every((deviation) => deviation === 0)).toBe(true);
    expect(evaluation.groups.k).toBe(20);
  });

  it('gives mean and deviation over seeds', async () => {
    const { metrics, deviations, runs } = await evaluateSeeds(
      { model: popularityModel, protocol, seeds: [1, 2, 3], splitOf },
      run,
    );
    const recalls = runs.map((one) => one.metrics['recall@5']!);
    expect(new Set(recalls).size).toBeGreaterThan(1);
    expect(metrics['recall@5']).toBeCloseTo(mean(recalls), 12);
    expect(deviations['recall@5']).toBeCloseTo(sampleDeviation(recalls), 12);
  });

  it('warns of sampled metrics', async () => {
    const warnings: string[] = [];
    const log = { ...silentLogger, warn: (_: object, text: string) => warnings.push(text) } as Logger;
    const sampled = { ...protocol, sampled: 5 };
    const { exposure } = await evaluateSeeds(
      { model: popularityModel, protocol: sampled, seeds: [1], splitOf },
      { ...run, log },
    );
    expect(warnings[0]).toContain('sample');
    expect(exposure).toBeUndefined();
  });
});
