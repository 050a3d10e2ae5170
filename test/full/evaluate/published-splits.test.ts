import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runContext } from '../../../src/core/run-context.js';
import { evaluateSplit, type EvaluationReport } from '../../../src/evaluate/evaluate-split.js';
import { gcnModel } from '../../../src/models/gcn/gcn-model.js';
import type { Model } from '../../../src/models/model.js';
import { popularityModel } from '../../../src/models/popularity/popularity-model.js';
import { readSplit } from '../../../src/pipeline/read-split.js';

const FOLDER = '../shared/data';

/** Popularity as published with the data; the GCN's recall is the bar of the main job. */
const SPLITS = [
  { name: 'gowalla', users: 29_858, recall: 0.04163, ndcg: 0.03169, bar: 0.155 },
  { name: 'yelp2018', users: 31_668, recall: 0.01245, ndcg: 0.01011, bar: 0.067 },
];

for (const { name, users, recall, ndcg, bar } of SPLITS) {
  const folder = join(FOLDER, name);
  const withData = existsSync(folder) ? describe : describe.skip;

  withData(`the published split of ${name} (skipped without ${folder})`, () => {
    it('gives popularity its published figures, ties by lower id', async () => {
      const report = await evaluate(folder, popularityModel);
      expect(report.counts.evaluatedUsers).toBe(users);
      expect(report.popularity['recall@20']).toBeCloseTo(recall, 5);
      expect(report.popularity['ndcg@20']).toBeCloseTo(ndcg, 5);
      expect(report.metrics).toEqual(report.popularity);
    });

    it(`is learned beyond ${bar} recall@20 by the GCN with its defaults`, async () => {
      const report = await evaluate(folder, gcnModel());
      expect(report.metrics['recall@20']).toBeGreaterThan(bar);
    }, 3_600_000);
  });
}

async function evaluate(folder: string, model: Model): Promise<EvaluationReport> {
  const source = (file: string) => ({ format: 'lightgcn', path: join(folder, file) }) as const;
  const files = { train: source('train.txt'), test: source('test.txt'), dataset: {}, maxRejected: 0 };
  const split = await readSplit(files, runContext());
  return evaluateSplit({ ...split, model }, { ...runContext(), seed: 1 });
}
