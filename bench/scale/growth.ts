import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { BarDefinition, BenchRun, Measurement } from '../harness/bench.js';
import type { ScaleReading } from './train-on-generated.js';

export const GROWTH: BarDefinition = {
  name: 'exponent of growth of a step with edges',
  limit: 1.05,
  unit: '',
  passes: 'within',
};

/**
 * Trains on graphs of these many interactions, each in a process of its own, smallest first, and fits step ∝ edges^b by
 * least squares of logarithms. Says what each took; stops where one does not fit into memory.
 */
export async function measureGrowth(sizes: readonly number[], run: BenchRun): Promise<Measurement> {
  const seen: { readonly edges: number; readonly stepSeconds: number }[] = [];
  const parts: string[] = [];
  for (const interactions of sizes) {
    const words = [
      '--import',
      './scripts/typescript.mjs',
      'bench/scale/train-on-generated.ts',
      `${interactions}`,
      'wasm',
    ];
    const { stdout } = await promisify(execFile)(process.execPath, words, { signal: run.signal }).catch(failedChild);
    const reading = readingOf(stdout);
    if (reading === undefined || 'error' in reading) {
      parts.push(`${interactions.toExponential(0)} interactions: ${reading?.error ?? 'the process was killed'}`);
      run.say(`  ${parts.at(-1)}`);
      break;
    }
    seen.push(reading);
    parts.push(describe(interactions, reading));
    run.say(`  ${parts.at(-1)}`);
  }
  return { values: { [GROWTH.name]: fittedExponent(seen) }, note: parts.join('; ') };
}

function failedChild(error: Error & { stdout?: string }): { stdout: string } {
  if (error.name === 'AbortError') throw error;
  return { stdout: error.stdout ?? '' };
}

function readingOf(stdout: string): ScaleReading | undefined {
  const line = stdout.split('\n').find((text) => text.startsWith('{'));
  return line === undefined ? undefined : (JSON.parse(line) as ScaleReading);
}

function describe(interactions: number, reading: Extract<ScaleReading, { stepSeconds: number }>): string {
  const { nodes, edges, stepSeconds, peakBytes } = reading;
  const perMillion = ((stepSeconds / edges) * 1e6).toFixed(4);
  const bytes = `${(peakBytes / nodes).toFixed(0)} bytes a node, ${(peakBytes / edges).toFixed(0)} an edge`;
  return `${interactions.toExponential(0)}: ${perMillion} s per million edges, ${(peakBytes / 1e6).toFixed(0)} MB, ${bytes}`;
}

/** Slope of log(step) over log(edges); NaN for fewer than two. */
function fittedExponent(seen: readonly { readonly edges: number; readonly stepSeconds: number }[]): number {
  const xs = seen.map(({ edges }) => Math.log(edges));
  const ys = seen.map(({ stepSeconds }) => Math.log(stepSeconds));
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(xs), mean(ys)];
  const covariance = xs.reduce((sum, x, at) => sum + (x - meanX) * (ys[at]! - meanY), 0);
  return covariance / xs.reduce((sum, x) => sum + (x - meanX) ** 2, 0);
}
