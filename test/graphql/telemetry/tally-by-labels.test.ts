import { describe, expect, it } from '@jest/globals';
import { Counter, Registry } from 'prom-client';
import { TallyByLabels } from '../../../src/graphql/telemetry/tally-by-labels.js';

describe('A tally', () => {
  it('adds to its counter what was counted since the last time, and asks for labels once', async () => {
    const registry = new Registry();
    const counter = new Counter({ name: 'answers', help: 'Answers.', labelNames: ['status'], registers: [registry] });
    const tally = new TallyByLabels<'status'>();
    let asked = 0;
    const count = (status: number): void => {
      tally.count(status, () => {
        asked++;
        return { status: String(status) };
      });
    };
    for (const status of [200, 404, 200]) count(status);
    tally.moveTo(counter);
    tally.moveTo(counter);
    count(200);
    tally.moveTo(counter);
    const { values } = await counter.get();
    expect(values.map(({ labels, value }) => [labels.status, value])).toEqual([
      ['200', 3],
      ['404', 1],
    ]);
    expect(asked).toBe(2);
  });
});
