import * as tf from '@tensorflow/tfjs';
import { silentLogger } from '../../src/core/log.js';
import { Random } from '../../src/core/random.js';
import { csrMatMul } from '../../src/engine/ops/csr-mat-mul.js';
import { createSparseOperand } from '../../src/engine/sparse-operand.js';
import { startEngine } from '../../src/engine/start-engine.js';
import { bipartiteAdjacency } from '../../src/linalg/bipartite.js';
import { rowSums } from '../../src/linalg/csr.js';
import type { BenchRun, Measurement, Section } from '../harness/bench.js';
import { median } from '../harness/median.js';
import { startNativeProduct } from './native-product.js';
import { powerLawInteractions } from './power-law-graph.js';

const WIDTH = 64;
const RUNS = 41;
const RATIO = 'sparse product, 2 threads, over native C on one';
const RATE = 'what it gathers, over the peak memory rate';

/** The wasm engine's product beside a native one, turn by turn in one run. */
export const againstNativeSection: Section = {
  name: 'native',
  needs: [],
  bars: [
    { name: RATIO, limit: 1.5, unit: '×', passes: 'within' },
    { name: RATE, limit: 0.5, unit: '×', passes: 'above' },
  ],
  measure: measureAgainstNative,
};

/** The ratios, medians in milliseconds in the note; skipped where there is no C compiler. */
async function measureAgainstNative({ workspace }: BenchRun): Promise<Measurement> {
  const pattern = bipartiteAdjacency(powerLawInteractions());
  const scale = Float32Array.from(rowSums(pattern), (degree) => 1 / Math.max(1, degree));
  const random = Random.fromSeed(2);
  const dense = Float32Array.from({ length: pattern.rows * WIDTH }, () => random.normal());
  const native = await startNativeProduct(pattern, scale, dense, workspace);
  if (native === undefined) {
    const reason = 'there is no C compiler (cc)';
    return { values: {}, skipped: { [RATIO]: reason, [RATE]: reason } };
  }
  const engine = await startEngine('wasm', { log: silentLogger, threads: 2 });
  const adjacency = createSparseOperand(pattern, { symmetric: true });
  const scaled = adjacency.scaledBy(scale);
  const x = tf.tensor2d(dense, [pattern.rows, WIDTH]);
  try {
    const [own, peer, rates]: number[][] = [[], [], []];
    for (let run = 0; run < RUNS; run++) {
      const started = performance.now();
      csrMatMul(scaled, x).dispose();
      own!.push(performance.now() - started);
      peer!.push(await native.product());
      rates!.push(await native.triad());
    }
    await assertSame(
      await native.sum(),
      tf.tidy(() => csrMatMul(scaled, x).sum()),
    );
    const [ours, theirs, peak] = [median(own!.slice(3)), median(peer!.slice(3)), Math.max(...rates!)];
    const gathered = (pattern.indices.length * WIDTH * 4) / ours / 1e6; // GB/s
    return {
      values: { [RATIO]: ours / theirs, [RATE]: gathered / peak },
      note: `${ours.toFixed(1)} ms, native ${theirs.toFixed(1)} ms; gathers ${gathered.toFixed(0)} GB/s (most of it from caches), triad at best ${peak.toFixed(0)} GB/s; medians of ${RUNS - 3} turns`,
    };
  } finally {
    native.stop();
    adjacency.dispose();
    await engine.dispose();
  }
}

/** Both computed the same, or the comparison means nothing. */
async function assertSame(expected: number, sum: tf.Tensor): Promise<void> {
  const [actual] = await sum.data();
  sum.dispose();
  if (Math.abs(actual! - expected) > 1e-2 * Math.max(1, Math.abs(expected))) {
    throw new Error(`The native product sums up to ${expected}, the engine's to ${actual!}.`);
  }
}
