import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { KeptReadings } from '../../bench/scale/kept-readings.js';

const READING = { nodes: 3, edges: 4, stepSeconds: 0.5, peakBytes: 6 };

describe('readings of an interrupted run', () => {
  let directory: string;
  let path: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'edgewise-kept-readings-'));
    path = join(directory, 'bench', 'scale.json');
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('are found by the next run of the same commit', () => {
    new KeptReadings(path, 'a').keep(100, READING);
    const next = new KeptReadings(path, 'a');
    next.keep(1e7, READING);
    expect([100, 1e7, 300].map((size) => new KeptReadings(path, 'a').of(size))).toEqual([READING, READING, undefined]);
  });

  it('are not those of another commit, nor of a run that ended', () => {
    const run = new KeptReadings(path, 'a');
    run.keep(100, READING);
    expect(new KeptReadings(path, 'b').of(100)).toBeUndefined();
    run.forget();
    expect(new KeptReadings(path, 'a').of(100)).toBeUndefined();
  });

  it('are read anew where the file is broken', () => {
    new KeptReadings(path, 'a').keep(100, READING);
    writeFileSync(path, '{"revision":');
    expect(new KeptReadings(path, 'a').of(100)).toBeUndefined();
  });
});
