import type { Snapshot } from '../snapshot/snapshot.js';

/** Whether training had an edge of the user's, to an item or to what describes her: else her rows of tables say nothing. */
export function wasTrained(
  { interactions, userAttributes }: Pick<Snapshot, 'interactions' | 'userAttributes'>,
  user: number,
): boolean {
  return [interactions, userAttributes?.edges].some(
    (matrix) => matrix !== undefined && matrix.indptr[user]! < matrix.indptr[user + 1]!,
  );
}
