import { describe, expect, it } from '@jest/globals';
import type { Bench, BenchRun, Section } from '../../bench/harness/bench.js';
import type { Machine } from '../../bench/harness/machine.js';
import { benchReport, renderReport } from '../../bench/harness/report.js';
import { runBench } from '../../bench/harness/run-bench.js';

const MACHINE: Machine = {
  processor: 'abacus',
  processors: 2,
  memoryGb: 8,
  system: 'test',
  node: '20.20.2',
  measuredAt: '2026-11-22T00:00:00.000Z',
};

function benchRun(signal = new AbortController().signal): BenchRun & { readonly said: string[] } {
  const said: string[] = [];
  const workspace = { path: (...parts: string[]) => parts.join('/'), remove: () => undefined };
  return { workspace, signal, said, say: (message) => said.push(message) };
}

const section = (name: string, value: number | Error, parts: Partial<Section> = {}): Section => ({
  name,
  needs: [],
  bars: [{ name: `${name} bar`, limit: 3, unit: 's', passes: 'within' }],
  measure: () =>
    value instanceof Error ? Promise.reject(value) : Promise.resolve({ values: { [`${name} bar`]: value } }),
  ...parts,
});

const BENCH: Bench = {
  name: 'example',
  summary: 'an example',
  sections: [
    section('met', 3),
    section('missed', 3.01),
    section('skipped', 1, { needs: ['no/such/file'] }),
    section('broken', new Error('it fell over')),
  ],
};

describe('runBench', () => {
  it('makes a row of every bar: met, missed, skipped visibly or failed', async () => {
    const run = benchRun();
    const rows = await runBench(BENCH, undefined, run);
    expect(rows.map(({ name, value, met, note }) => [name, value, met, note])).toEqual([
      ['met bar', 3, true, undefined],
      ['missed bar', 3.01, false, undefined],
      ['skipped bar', null, null, 'skipped: no/such/file is not there'],
      ['broken bar', null, false, 'failed: it fell over'],
    ]);
    expect(run.said).toEqual(['met …', 'missed …', 'broken …']);
  });

  it('reads without a verdict what has no limit, with a note of its own', async () => {
    const bars = [{ name: 'read bar', limit: null, unit: 's', passes: 'within' as const }];
    const measure = () => Promise.resolve({ values: { 'read bar': 7 }, notes: { 'read bar': 'as it is' } });
    const rows = await runBench({ ...BENCH, sections: [section('read', 7, { bars, measure })] }, undefined, benchRun());
    expect(rows).toMatchObject([{ value: 7, limit: null, met: null, note: 'as it is' }]);
    expect(renderReport('example', MACHINE, rows)).toMatch(/read bar +7\.00 +– +s +read +as it is/);
  });

  it('measures only the sections that were chosen', async () => {
    const rows = await runBench(BENCH, ['missed'], benchRun());
    expect(rows.map(({ name }) => name)).toEqual(['missed bar']);
  });

  it.each([
    ['above', 3, false],
    ['above', 3.1, true],
    ['atLeast', 3, true],
    ['atLeast', 2.9, false],
    ['below', 3, false],
    ['below', 2.9, true],
    ['within', 3, true],
    ['within', 3.1, false],
  ] as const)('takes %s the limit of 3 with %d as %s', async (passes, value, met) => {
    const bars = [{ name: 'bar', limit: 3, unit: 'ms', passes }];
    const one = section('one', 0, { bars, measure: () => Promise.resolve({ values: { bar: value } }) });
    const [row] = await runBench({ ...BENCH, sections: [one] }, undefined, benchRun());
    expect(row!.met).toBe(met);
  });

  it('ends when it is interrupted, without calling that a reading', async () => {
    const controller = new AbortController();
    const stopping = section('stopping', 0, {
      measure: () => {
        controller.abort();
        return Promise.reject(new Error('killed'));
      },
    });
    const running = runBench({ ...BENCH, sections: [stopping] }, undefined, benchRun(controller.signal));
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('the report', () => {
  it('has machine and bars in the form that other programs read', async () => {
    const bars = await runBench(BENCH, ['met', 'skipped'], benchRun());
    expect(benchReport('example', MACHINE, bars)).toEqual({
      bench: 'example',
      machine: MACHINE,
      bars: [
        { name: 'met bar', value: 3, limit: 3, unit: 's', met: true },
        {
          name: 'skipped bar',
          value: null,
          limit: 3,
          unit: 's',
          met: null,
          note: 'skipped: no/such/file is not there',
        },
      ],
    });
  });

  it('shows people what was met, missed and skipped', async () => {
    const text = renderReport('example', MACHINE, await runBench(BENCH, undefined, benchRun()));
    expect(text).toContain('2 × abacus');
    expect(text).toMatch(/met bar +3\.00 +≤ 3 +s +yes/);
    expect(text).toMatch(/missed bar +3\.01 +≤ 3 +s +NO/);
    expect(text).toMatch(/skipped bar +– +≤ 3 +s +skipped/);
  });
});
