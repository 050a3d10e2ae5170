import type { Dataset } from '../../dataset/dataset.js';
import { attributesOf } from '../../dataset/user-attributes.js';
import type { ScoreRow } from '../../models/ranking/rows-by-component.js';
import type { UserView } from '../../recommend/request.js';
import { createScorers } from '../../recommend/scorers/create-scorers.js';
import { PopularityScorer } from '../../recommend/scorers/popularity.js';
import { prepareTables } from '../../recommend/scorers/scorer-tables.js';
import type { Snapshot } from '../../snapshot/snapshot.js';
import { toldEvents } from './told-events.js';

/**
 * The scores by which serving would rank for users whom the snapshot's training did not see, once it is told of what they
 * did and are: a fold-in, or what is popular where nothing that is told leads anywhere. A view that the next call
 * overwrites. Errors: those of createScorers.
 */
export async function servedRows(snapshot: Snapshot, told: Dataset): Promise<ScoreRow> {
  const { ranking } = await createScorers(snapshot, { tables: await prepareTables(snapshot), thread: 0 });
  const popular = snapshot.components.find(({ kind }) => kind === 'popularity');
  const { scores } = new PopularityScorer(popular, snapshot);
  return (user) => ranking?.scores(toldView(told, user))?.scores ?? scores;
}

/** A user as a store that has only what is told would give her to serving. */
function toldView(told: Dataset, user: number): UserView {
  const { users, items, interactions, userAttributes } = told;
  const { indptr, indices } = interactions;
  const key = users.keyAt(user);
  const pairs = Array.from({ length: indptr[user + 1]! - indptr[user]! }, (_, place) => indptr[user]! + place);
  const current = pairs.flatMap((pair) =>
    toldEvents(told, pair).map((event) => ({ userKey: key, itemKey: items.keyAt(indices[pair]!), ...event })),
  );
  return { key, revision: 0, current, ...(userAttributes && { attributes: attributesOf(userAttributes, user) }) };
}
