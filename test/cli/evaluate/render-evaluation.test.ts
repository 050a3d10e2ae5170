import { describe, expect, it } from '@jest/globals';
import { renderEvaluation } from '../../../src/cli/evaluate/render-evaluation.js';
import { EVALUATION, FIDELITY } from '../../evaluate/report/evaluation-fixture.js';

describe('an evaluation in the terminal', () => {
  it('has the fidelity of explanations where that was measured', () => {
    const lines = renderEvaluation({ ...EVALUATION, fidelity: FIDELITY }).split('\n');
    expect(lines).toContain('explanation  deletion-area  insertion-area  pos@10  neg@10');
    expect(lines).toContain('influence           0.6270          0.8630  0.8620  0.9990');
    expect(lines.some((line) => /^cosine +-0\.0500/.test(line))).toBe(true);
    expect(lines.some((line) => /^search +0\.2400 +0\.1800 – 0\.3000 +5\.9600/.test(line))).toBe(true);
    expect(renderEvaluation(EVALUATION)).not.toContain('Fidelity');
  });

  it('says where there was nobody to explain to', () => {
    const nobody = { ...FIDELITY, users: 0, explainers: [] };
    expect(renderEvaluation({ ...EVALUATION, fidelity: nobody })).toContain('Fidelity: no user has');
  });
});
