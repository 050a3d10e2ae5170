import { isEdgewiseError } from '../core/errors.js';
import { rankWalksBySimd } from './rank-walks-by-simd.js';
import { rankWalksOneByOne } from './rank-walks-one-by-one.js';
import type { RankWalksOptions } from './rank-walks-options.js';

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
