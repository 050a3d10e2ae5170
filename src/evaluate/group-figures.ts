import { rowSums, transpose } from '../linalg/csr.js';
import { groupsByCount, recallOfItems, type Group } from '../metrics/groups.js';
import { meanOver } from '../metrics/mean-over.js';
import type { Judgement, JudgingTask } from './judge-model.js';

/** Figures of one group; `from` and `to` are training pairs of a user, or training users of an item. */
export interface GroupFigures {
  readonly from: number;
  readonly to: number;
  /** Users or items in the group. */
  readonly size: number;
  /** Users over whom recall is averaged. */
  readonly users: number;
  readonly recall: number;
  readonly popularityRecall: number;
}

export interface Groups {
  readonly k: number;
  /** Evaluated users by what they did in training, groups of about equal size. */
  readonly activity: readonly GroupFigures[];
  /** Items by their users in training, groups of about equal numbers of training pairs: a long tail, then ever fewer. */
  readonly popularity: readonly GroupFigures[];
}

const GROUPS = 4;

/** Recall@k by group, of a model and of popularity beside it. */
export function groupFigures(model: Judgement, popularity: Judgement, task: JudgingTask, k: number): Groups {
  const { users, known, heldOut } = task;
  const pairsOf = (place: number): number => known.indptr[users[place]! + 1]! - known.indptr[users[place]!]!;
  const usersOf = rowSums(transpose({ ...known, values: null }));
  const ofUsers = (judged: Judgement, { members }: Group): number => meanOver(members, judged.perUser[`recall@${k}`]!);
  const ofItems = (judged: Judgement, { members }: Group) => recallOfItems(judged.lists, heldOut, k, members);
  return {
    k,
    activity: groupsByCount(Int32Array.from(users.keys()), pairsOf, GROUPS).map((group) => ({
      ...rangeOf(group),
      users: group.members.length,
      recall: ofUsers(model, group),
      popularityRecall: ofUsers(popularity, group),
    })),
    popularity: groupsByCount(
      Int32Array.from(usersOf.keys()),
      (item) => usersOf[item]!,
      GROUPS,
      (count) => count,
    ).map((group) => ({
      ...rangeOf(group),
      ...ofItems(model, group),
      popularityRecall: ofItems(popularity, group).recall,
    })),
  };
}

function rangeOf({ from, to, members }: Group): Pick<GroupFigures, 'from' | 'to' | 'size'> {
  return { from, to, size: members.length };
}
