import { isEdgewiseError } from '../core/errors.js';
import type { CsrMatrix } from './csr.js';
import { rankWalksBySimd } from './rank-walks-by-simd.js';
import { rankWalksOneByOne } from './rank-walks-one-by-one.js';
import type { WalkExponents } from './walk-graph.js';

export interface RankWalksOptions {
  /** users × items: what is walked over and what lists leave out. */
  readonly graph: CsrMatrix;
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

/**
 * The k best new items of each query by a walk filter or by its blend with embeddings, ties by lower index → for each
 * weight (one where there is no blend) the lists [Q, k], -1 where fewer are left. The same bits for any number of threads
 * and without SIMD: those of WalkFilter's rows and standardizedSum. Memory: twice the graph, the embeddings of the items
 * and 12 bytes a user and 16 an item for each thread. Errors: OUT_OF_MEMORY; INTERRUPTED.
 */
export async function rankWalks(options: RankWalksOptions): Promise<readonly Int32Array[]> {
  try {
    return await rankWalksBySimd(options);
  } catch (error) {
    if (!isEdgewiseError(error, 'ENGINE_UNAVAILABLE')) throw error;
    return rankWalksOneByOne(options);
  }
}
