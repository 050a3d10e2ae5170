import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Random } from '../../../src/core/random.js';
import type { CsrMatrix } from '../../../src/linalg/csr.js';
import { topK } from '../../../src/linalg/top-k.js';
import { auc } from '../../../src/metrics/auc.js';
import { coverage } from '../../../src/metrics/coverage.js';
import { exposure, gini } from '../../../src/metrics/exposure.js';
import { listMetrics } from '../../../src/metrics/list-metrics.js';
import { perUserMetrics } from '../../../src/metrics/per-user-metrics.js';

/** Made by `npm run bench -- engine`. */
const PYTHON = join(homedir(), '.cache', 'edgewise', 'bench', 'recbole-1.2.1', 'bin', 'python');
const withRecBole = existsSync(PYTHON) ? describe : describe.skip;

const [USERS, ITEMS, K] = [200, 150, 20];
const CUTOFFS = Array.from({ length: K }, (_, at) => at + 1);

withRecBole(`metrics (skipped without RecBole in ${PYTHON})`, () => {
  const { known, relevant, scores, lists } = randomRankings();
  const rowsOf = ({ indptr, indices }: CsrMatrix): number[][] =>
    Array.from({ length: USERS }, (_, user) => [...indices.subarray(indptr[user], indptr[user + 1])]);
  const counts = new Uint32Array(ITEMS);
  for (const item of known.indices) counts[item]!++;
  let theirs: Record<string, number[][] & number[]>;

  it('of RecBole take the same lists', () => {
    const input = JSON.stringify({
      k: K,
      items: Array.from({ length: USERS }, (_, user) => [...lists.items.subarray(user * K, (user + 1) * K)]),
      relevant: rowsOf(relevant),
      known: rowsOf(known),
      scores: scores.map((row) => [...row]),
      counts: [...counts],
    });
    const environment = { ...process.env };
    delete environment['OPENBLAS_CORETYPE']; // may name a kernel that numpy's BLAS does not have
    const script = 'test/full/metrics/recbole_metrics.py';
    const answer = execFileSync(PYTHON, [script], { input, env: environment, stdio: ['pipe', 'pipe', 'pipe'] });
    theirs = JSON.parse(answer.toString()) as typeof theirs;
    expect(theirs['recall']).toHaveLength(USERS);
  }, 120_000);

  it.each(['recall', 'ndcg', 'precision', 'hit-rate', 'mrr', 'map', 'popularity'])(
    'agree on %s of every user at every cutoff within 1e-9',
    (name) => {
      const ours = { ...perUserMetrics(lists, relevant, CUTOFFS), ...listMetrics(lists, known, CUTOFFS) };
      for (const k of CUTOFFS) {
        ours[`${name}@${k}`]!.forEach((value, user) =>
          expect(Math.abs(value - theirs[name]![user]![k - 1]!)).toBeLessThan(1e-9),
        );
      }
    },
  );

  it('agree on coverage and Gini at every cutoff within 1e-9', () => {
    for (const k of CUTOFFS) {
      expect(Math.abs(coverage(lists, k, ITEMS) - theirs['coverage']![k - 1]!)).toBeLessThan(1e-9);
      expect(Math.abs(gini(exposure(lists, k, ITEMS)) - theirs['gini']![k - 1]!)).toBeLessThan(1e-9);
    }
  });

  it("agree with scikit-learn's AUC of every user within 1e-9, ties included", () => {
    scores.forEach((row, user) => {
      const candidates = new Uint8Array(ITEMS).fill(1);
      for (const item of rowsOf(known)[user]!) candidates[item] = 0;
      const wanted = Int32Array.from(rowsOf(relevant)[user]!);
      expect(Math.abs(auc(row, wanted, candidates) - theirs['auc']![user]!)).toBeLessThan(1e-9);
    });
  });
});

/** Known and relevant items apart, scores of two digits, so that many tie, and the lists that follow. */
function randomRankings() {
  const random = Random.fromSeed(7);
  const [knownRows, relevantRows]: number[][][] = [[], []];
  const scores: Float32Array[] = [];
  const items = new Int32Array(USERS * K);
  for (let user = 0; user < USERS; user++) {
    const order = random.shuffle(Array.from({ length: ITEMS }, (_, item) => item));
    const [known, relevant] = [1 + random.below(60), 1 + random.below(30)];
    knownRows!.push(order.slice(0, known).sort((a, b) => a - b));
    relevantRows!.push(order.slice(known, known + relevant).sort((a, b) => a - b));
    const wanted = new Set(relevantRows![user]);
    const row = Float32Array.from(
      { length: ITEMS },
      (_, item) => (random.below(100) + (wanted.has(item) ? 40 : 0)) / 100,
    );
    const allowed = new Uint8Array(ITEMS).fill(1);
    for (const item of knownRows![user]!) allowed[item] = 0;
    scores.push(row);
    items.set(topK(row, K, allowed).indices, user * K);
  }
  const users = Int32Array.from({ length: USERS }, (_, user) => user);
  return { known: csrOf(knownRows!), relevant: csrOf(relevantRows!), scores, lists: { users, k: K, items } };
}

function csrOf(rows: readonly number[][]): CsrMatrix {
  const indptr = new Int32Array(rows.length + 1);
  rows.forEach((row, index) => (indptr[index + 1] = indptr[index]! + row.length));
  return { rows: rows.length, columns: ITEMS, indptr, indices: Int32Array.from(rows.flat()), values: null };
}
