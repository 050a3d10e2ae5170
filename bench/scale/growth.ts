import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { TYPESCRIPT } from '../engine/typescript.js';
import type { BarDefinition, BenchRun, Measurement } from '../harness/bench.js';
import { KeptReadings } from './kept-readings.js';
import type { ScaleReading } from './train-on-generated.js';

export const GROWTH: BarDefinition = {
  name: 'exponent of growth of a step with edges',
  limit: 1.05,
  unit: '',
  passes: 'within',
};

/**
 * Trains on graphs of these many interactions, each in a process of its own, smallest first, and fits step ∝ edges^b by
 * least squares of logarithms. Says what each took; ends at one that does not fit into memory. An interrupted run goes on
 * where it was.
 */
export async function measureGrowth(sizes: readonly number[], run: BenchRun): Promise<Measurement> {
  const seen: { readonly edges: number; readonly stepSeconds: number }[] = [];
  const parts: string[] = [];
  const kept = new KeptReadings();
  for (const interactions of sizes) {
    const known = kept.of(interactions);
    const reading = known ?? (await trainOn(interactions, run));
    const isRead = reading !== undefined && !('error' in reading);
    const told = isRead ? describe(reading) : (reading?.error ?? 'the process was killed');
    parts.push(`${interactions.toExponential(0)}: ${told}`);
    run.say(`  ${parts.at(-1)}${known === undefined ? '' : ' (read before the interruption)'}`);
    if (!isRead) break;
    kept.keep(interactions, reading);
    seen.push(reading);
  }
  kept.forget();
  return { values: { [GROWTH.name]: fittedExponent(seen) }, note: parts.join('; ') };
}

async function trainOn(interactions: number, { signal }: BenchRun): Promise<ScaleReading | undefined> {
  const words = [...TYPESCRIPT, 'bench/scale/train-on-generated.ts', `${interactions}`, 'wasm'];
  const { stdout } = await promisify(execFile)(process.execPath, words, { signal }).catch(failedChild);
  return readingOf(stdout);
}

function failedChild(error: Error & { stdout?: string }): { stdout: string } {
  if (error.name === 'AbortError') throw error;
  return { stdout: error.stdout ?? '' };
}

function readingOf(stdout: string): ScaleReading | undefined {
  const line = stdout.split('\n').find((text) => text.startsWith('{'));
  return line === undefined ? undefined : (JSON.parse(line) as ScaleReading);
}

function describe(reading: Extract<ScaleReading, { stepSeconds: number }>): string {
  const { nodes, edges, stepSeconds, peakBytes } = reading;
  const perMillion = ((stepSeconds / edges) * 1e6).toFixed(4);
  const bytes = `${(peakBytes / nodes).toFixed(0)} bytes a node, ${(peakBytes / edges).toFixed(0)} an edge`;
  return `${perMillion} s a step per million edges, ${(peakBytes / 1e6).toFixed(0)} MB, ${bytes}`;
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
