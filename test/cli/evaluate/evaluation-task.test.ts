import { describe, expect, it } from '@jest/globals';
import { evaluationTask, type EvaluationChoice } from '../../../src/cli/evaluate/evaluation-task.js';

const NOTHING: EvaluationChoice = {
  format: undefined,
  map: undefined,
  delimiter: undefined,
  headerless: undefined,
  unquoted: undefined,
  train: undefined,
  test: undefined,
  path: undefined,
  split: undefined,
  share: undefined,
  told: undefined,
  cut: undefined,
  cutoffs: undefined,
  seeds: undefined,
  auc: undefined,
  sampled: undefined,
  fidelity: undefined,
  fidelityUsers: undefined,
  compare: undefined,
};
const task = (choice: Partial<EvaluationChoice>) => evaluationTask({ ...NOTHING, ...choice }, Date.UTC(2026, 10, 25));

describe('evaluationTask', () => {
  it('splits the store by itself when nothing is named', () => {
    expect(task({})).toEqual({ kind: 'split', source: 'store', split: { kind: 'auto', share: 0.2 } });
  });

  it('takes two files as they are, or one source to split', () => {
    const lightgcn = (path: string) => ({ format: 'lightgcn', path });
    expect(task({ format: 'lightgcn', train: 'a', test: 'b' })).toEqual({
      kind: 'files',
      train: lightgcn('a'),
      test: lightgcn('b'),
    });
    expect(task({ format: 'lightgcn', path: 'a', split: 'temporal', cut: '2026-01-31' })).toEqual({
      kind: 'split',
      source: lightgcn('a'),
      split: { kind: 'temporal', share: 0.2, cut: Date.UTC(2026, 0, 31) },
    });
  });

  it('tells of new users what it is asked to, and holds a tenth of them out', () => {
    const split = (choice: Partial<EvaluationChoice>) => task({ split: 'new-users', ...choice });
    expect(split({})).toMatchObject({ split: { kind: 'new-users', share: 0.1 } });
    expect(split({ share: 0.3, told: 3 })).toMatchObject({ split: { kind: 'new-users', share: 0.3, told: 3 } });
  });

  it('compares two snapshots by a file or by the store', () => {
    expect(task({ compare: ['v1', 'current'] })).toEqual({
      kind: 'compare',
      versions: ['v1', 'current'],
      pairs: 'store',
    });
    expect(task({ compare: ['v1', 'v2'], format: 'ndjson', test: 'new.ndjson' })).toMatchObject({
      pairs: { format: 'ndjson', path: 'new.ndjson' },
    });
  });

  it.each<[string, Partial<EvaluationChoice>]>([
    ['--fidelity-users without --fidelity', { fidelityUsers: 5 }],
    ['--fidelity of two snapshots', { compare: ['v1', 'v2'], fidelity: true }],
    ['--test alone', { test: 'b', format: 'csv' }],
    ['files without a format', { train: 'a', test: 'b' }],
    ['a format without files', { format: 'csv' }],
    ['--path beside --train', { format: 'csv', train: 'a', test: 'b', path: 'c' }],
    ['--split beside --train', { format: 'csv', train: 'a', test: 'b', split: 'random' }],
    ['--cut of a random split', { split: 'random', cut: '2026-01-31' }],
    ['--told of another split', { split: 'new-items', told: 5 }],
    ['--told beside --train', { format: 'csv', train: 'a', test: 'b', told: 5 }],
    ['--told of two snapshots', { compare: ['v1', 'v2'], told: 5 }],
    ['--cut and --share', { split: 'temporal', cut: '2026-01-31', share: 0.1 }],
    ['--cut that is no time', { split: 'temporal', cut: 'soon' }],
    ['--share of leave-last-out', { split: 'leave-last-out', share: 0.1 }],
    ['one version to compare', { compare: ['v1'] }],
    ['three versions to compare', { compare: ['v1', 'v2', 'v3'] }],
    ['seeds of a comparison', { compare: ['v1', 'v2'], seeds: [1, 2] }],
  ])('refuses %s', (_, choice) => {
    expect(() => task(choice)).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });
});
