import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { answerOf, runEdgewise } from './edgewise-process.js';
import { temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();
const here = { directory: directory.path };

afterAll(() => {
  directory.remove();
});

interface QuickstartAnswer {
  readonly sample: string;
  readonly metrics: Readonly<Record<'model' | 'popularity', Readonly<Record<string, number>>>>;
  readonly answer: { readonly data: { readonly user: { readonly recommendations: { readonly edges: object[] } } } };
}

describe('edgewise quickstart --exit', () => {
  it('goes the whole way on a sample that it calls synthetic, better than popularity, and ends', async () => {
    const { sample, metrics, answer } = await answerOf<QuickstartAnswer>(['quickstart', '--exit', '--port', '0'], here);
    expect(sample).toContain('Synthetic');
    for (const name of ['recall@20', 'ndcg@20']) {
      expect(metrics.model[name]).toBeGreaterThan(metrics.popularity[name]!);
    }
    expect(answer.data.user.recommendations.edges).toHaveLength(5);
    expect(existsSync(directory.inside('data/quickstart/snapshots/current'))).toBe(true);
  }, 180_000);
});

describe('edgewise', () => {
  it('keeps logs off stdout and colors out of pipes', async () => {
    const { exitCode, stdout, stderr } = await runEdgewise(['doctor', '--log-level', 'info'], here);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^check/);
    expect(stdout + stderr).not.toContain('\u001b');
    expect(
      stderr
        .trim()
        .split('\n')
        .every((line) => line.startsWith('{"level":')),
    ).toBe(true);
  });

  it('leaves nothing behind where doctor only looks', async () => {
    const empty = temporaryDirectory();
    await runEdgewise(['doctor'], { directory: empty.path });
    expect(existsSync(empty.inside('data'))).toBe(false);
    empty.remove();
  });

  it('does not mind a reader that goes away', async () => {
    const program = join(import.meta.dirname, '../../dist/cli/edgewise.js');
    const line = `set -o pipefail; '${process.execPath}' '${program}' help train | head -n 1`;
    const child = spawn('bash', ['-c', line], { cwd: directory.path, stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    const exitCode = await new Promise((resolve) => child.once('close', resolve));
    expect([exitCode, stderr]).toEqual([0, '']);
  });

  it('reads ./edgewise.config.json, which a variable and a flag override', async () => {
    const { settings } = await answerOf<{ settings: { name: string; value: unknown; from: string }[] }>(
      ['doctor', '--threads', '1'],
      { ...here, environment: { EDGEWISE_SEED: '5' } },
    );
    const seen = Object.fromEntries(settings.map(({ name, value, from }) => [name, [value, from]]));
    expect(seen).toMatchObject({ seed: [5, 'EDGEWISE_SEED'], threads: [1, '--threads'], port: [4000, 'default'] });
  });
});
