import type { CsrMatrix } from '../linalg/csr.js';
import { hitsOf, type RankedLists } from './ranked-lists.js';

/** A group by a count: from … to inclusive. */
export interface Group {
  readonly from: number;
  readonly to: number;
  /** Users or items of the group, ascending by count. */
  readonly members: Int32Array;
}

/**
 * Splits members into at most `groups` of about equal weight, ascending by count; members of one count stay together.
 * `weigh` says what a member of a count weighs: 1 for groups of equal size; its count for groups of equal interactions.
 */
export function groupsByCount(
  members: Int32Array,
  countOf: (member: number) => number,
  groups: number,
  weigh: (count: number) => number = () => 1,
): Group[] {
  const ordered = members.slice().sort((a, b) => countOf(a) - countOf(b) || a - b);
  const total = ordered.reduce((sum, member) => sum + weigh(countOf(member)), 0);
  const found: Group[] = [];
  let start = 0;
  let taken = 0;
  ordered.forEach((member, place) => {
    taken += weigh(countOf(member));
    const isLast = place === ordered.length - 1;
    const isFull = taken * groups >= (found.length + 1) * total - 1e-9 * total;
    if (!isLast && (!isFull || countOf(ordered[place + 1]!) === countOf(member))) return;
    found.push({ from: countOf(ordered[start]!), to: countOf(member), members: ordered.slice(start, place + 1) });
    start = place + 1;
  });
  return found;
}

/**
 * Recall@k of the relevant items of one group: the mean, over users who have a relevant item in it, of the share of
 * those that their first k places hold; with the number of such users.
 */
export function recallOfItems(
  lists: RankedLists,
  relevant: CsrMatrix,
  k: number,
  items: Int32Array,
): { readonly recall: number; readonly users: number } {
  const inGroup = new Uint8Array(relevant.columns);
  for (const item of items) inGroup[item] = 1;
  let users = 0;
  let sum = 0;
  for (let list = 0; list < lists.users.length; list++) {
    const user = lists.users[list]!;
    let wanted = 0;
    for (const item of relevant.indices.subarray(relevant.indptr[user], relevant.indptr[user + 1])) {
      wanted += inGroup[item]!;
    }
    if (wanted === 0) continue;
    users++;
    let found = 0;
    hitsOf(lists, list, k, relevant).forEach((hit, place) => {
      if (hit === 1) found += inGroup[lists.items[list * lists.k + place]!]!;
    });
    sum += found / wanted;
  }
  return { recall: users === 0 ? 0 : sum / users, users };
}
