import type { CsrMatrix } from './csr.js';
import type { WalkExponents } from './walk-graph.js';

export interface RankWalksOptions {
  /** users × items: what is walked over and what lists leave out. */
  readonly graph: CsrMatrix;
  /** How many of its columns are items, the first ones: those that follow are walked over only. All when absent. */
  readonly items?: number;
  readonly exponents: WalkExponents;
  /** Users to rank for. [Q] */
  readonly queries: Int32Array;
  readonly k: number;
  /** Ranks by z(dot) + weight · z(walk) for each weight; by walks alone when absent. */
  readonly blend?: BlendTerms;
  /** Absent: one for each processor. */
  readonly threads?: number;
  readonly signal: AbortSignal;
}

export interface BlendTerms {
  /** [U, d] */
  readonly users: Float32Array;
  /** [I, d] */
  readonly items: Float32Array;
  readonly dimensions: number;
  readonly weights: readonly number[];
}
