import { ItemScorer } from '../../linalg/item-scorer.js';
import type { Component } from '../../snapshot/contents.js';

/** The rows of a `dot` component: a user → e_u · e_i of every item [I], a view that the next call overwrites. */
export async function dotRows({ parameters, arrays }: Component): Promise<(user: number) => Float32Array> {
  const dimensions = Number(parameters['dimensions']);
  const users = arrays['users']!.array as Float32Array;
  const items = arrays['items']!.array as Float32Array;
  const scorer = await ItemScorer.create(items, items.length / dimensions, dimensions);
  return (user) => scorer.scores(users.subarray(user * dimensions, (user + 1) * dimensions));
}
