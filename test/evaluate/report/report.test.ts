import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { describeComparison } from '../../../src/evaluate/report/describe-comparison.js';
import { describeEvaluation } from '../../../src/evaluate/report/describe-evaluation.js';
import { describeFidelity } from '../../../src/evaluate/report/describe-fidelity.js';
import { checkReportFiles, writeReportFiles } from '../../../src/evaluate/report/report-files.js';
import { toHtml } from '../../../src/evaluate/report/to-html.js';
import { toMarkdown } from '../../../src/evaluate/report/to-markdown.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';
import { COMPARISON, EVALUATION, FIDELITY } from './evaluation-fixture.js';

const GOLDEN = 'test/golden/evaluate';
const temporaryDirectory = temporaryDirectories();

const explained = { title: 'Fidelity', sections: describeFidelity(FIDELITY) };

describe('a report', () => {
  it.each([
    ['evaluation.md', () => toMarkdown(describeEvaluation(EVALUATION))],
    ['evaluation.html', () => toHtml(describeEvaluation(EVALUATION))],
    ['fidelity.md', () => toMarkdown(explained)],
    ['fidelity.html', () => toHtml(explained)],
    ['comparison.md', () => toMarkdown(describeComparison(COMPARISON))],
    ['comparison.html', () => toHtml(describeComparison(COMPARISON))],
  ])('is %s as it was looked over', async (file, write) => {
    expect(write()).toBe(await readFile(join(GOLDEN, file), 'utf8'));
  });

  it('gives the deviation over several seeds and a table of them', () => {
    const several = {
      ...EVALUATION,
      seeds: [1, 2],
      deviations: { ...EVALUATION.deviations, 'recall@20': 0.0021 },
      runs: [EVALUATION.runs[0]!, { ...EVALUATION.runs[0]!, seed: 2 }],
    };
    const text = toMarkdown(describeEvaluation(several));
    expect(text).toContain('| recall@20 | 0.1679 | 0.0021 | 0.0416 |');
    expect(text).toContain('| 2 | 0.1679 | 0.1347 | 2 | 33.40 |');
  });

  it('says how sampled metrics came about and leaves exposure out', () => {
    const sampled = { ...EVALUATION, protocol: { ...EVALUATION.protocol, sampled: 100 } };
    delete (sampled as { exposure?: object }).exposure;
    const text = toMarkdown(describeEvaluation(sampled));
    expect(text).toContain('among 100 random others only');
    expect(text).not.toContain('Who is shown');
  });

  it('has a section on fidelity where that was measured, and says where there was nothing to measure', () => {
    expect(toMarkdown(describeEvaluation(EVALUATION))).not.toContain('Fidelity');
    expect(toMarkdown(describeEvaluation({ ...EVALUATION, fidelity: FIDELITY }))).toContain('## Counterfactual sets');
    const nobody = { ...FIDELITY, users: 0, explainers: [] };
    expect(toMarkdown(describeEvaluation({ ...EVALUATION, fidelity: nobody }))).toContain('nothing to measure');
  });

  it('is HTML that loads nothing and in which no name is markup', () => {
    const html = toHtml(describeEvaluation(EVALUATION));
    expect(html).not.toMatch(/<script|https?:|url\(|@import|<gcn|gcn </);
    expect(html).toContain('gcn &lt;&quot;&amp;|*&gt;');
    expect(html.match(/<svg/g)).toHaveLength(5);
    expect(html).not.toContain('NaN');
  });

  it('draws what is not there without a broken number', () => {
    const empty = { ...EVALUATION, groups: { k: 20, activity: [], popularity: [] } };
    const lost = { ...empty, history: [{ ...EVALUATION.history[0]!, loss: NaN }] };
    expect(toHtml(describeEvaluation(lost)).replace(/<td[^>]*>NaN/g, '')).not.toMatch(/NaN|Infinity/);
  });
});

describe('report files', () => {
  it('are written whole in place of what was there', async () => {
    const directory = await temporaryDirectory();
    const paths = [join(directory, 'a.md'), join(directory, 'a.html')];
    await writeFile(paths[0]!, 'before');
    await checkReportFiles(paths);
    await writeReportFiles(describeComparison(COMPARISON), paths);
    expect(await readFile(paths[0]!, 'utf8')).toBe(toMarkdown(describeComparison(COMPARISON)));
    expect((await readdir(directory)).sort()).toEqual(['a.html', 'a.md']);
  });

  it('are refused before the work when they cannot be', async () => {
    const directory = await temporaryDirectory();
    await mkdir(join(directory, 'there'));
    const check = (path: string) => checkReportFiles([join(directory, path)]);
    await expect(check('report.pdf')).rejects.toMatchObject({ code: 'USAGE' });
    await expect(check('missing/report.md')).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await check('there/report.md');
  });
});
