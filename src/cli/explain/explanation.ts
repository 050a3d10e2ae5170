import type { Counterfactual } from '../../influence/counterfactual/counterfactual.js';
import type { InfluenceAnswer } from '../../influence/influence.js';
import type { Snapshot } from '../../snapshot/snapshot.js';

interface ExplainedInteraction {
  readonly item: string;
  readonly title?: string;
  readonly events: readonly { readonly behavior: string; readonly at: string | null; readonly weight: number }[];
  readonly influence: number;
  readonly scoreWithout: number;
  readonly rankWithout: number | null;
}

/** What `explain` answers. */
export interface Explanation {
  readonly user: string;
  readonly item: string;
  readonly title?: string;
  readonly source: string;
  readonly snapshot: string;
  readonly score: number | null;
  readonly rank: number | null;
  readonly interactions: readonly ExplainedInteraction[];
  readonly counterfactual:
    (Pick<Counterfactual, 'direction' | 'rankAfter' | 'minimal'> & { readonly items: readonly string[] }) | null;
}

/** Without an answer, recommendations are POPULAR, and there is nothing of the user's to explain. */
export function explain(
  user: string,
  item: number,
  snapshot: Snapshot,
  answer: InfluenceAnswer | undefined,
  found: Counterfactual | undefined,
  first: number,
): Explanation {
  const interactions =
    answer === undefined ? [] : answer.interactions.map((_, row) => interactionOf(row, answer, snapshot));
  return {
    user,
    ...named(item, snapshot),
    source: answer?.source ?? 'POPULAR',
    snapshot: snapshot.manifest.version,
    score: answer?.scores[0] ?? null,
    rank: answer?.ranks?.[0] ?? null,
    interactions: interactions.sort((a, b) => Math.abs(b.influence) - Math.abs(a.influence)).slice(0, first),
    counterfactual:
      found === undefined
        ? null
        : {
            direction: found.direction,
            items: found.items.map((own) => snapshot.items.keyAt(own)),
            rankAfter: found.rankAfter,
            minimal: found.minimal,
          },
  };
}

function interactionOf(row: number, answer: InfluenceAnswer, snapshot: Snapshot): ExplainedInteraction {
  const { item, events } = answer.interactions[row]!;
  return {
    ...named(item, snapshot),
    events: events.map(({ behavior, at, weight }) => ({
      behavior,
      at: at === 0 ? null : new Date(at).toISOString(),
      weight,
    })),
    influence: answer.influences[row]!,
    scoreWithout: answer.scoresWithout[row]!,
    rankWithout: answer.ranksWithout?.[row]?.[0] ?? null,
  };
}

function named(item: number, snapshot: Snapshot): { item: string; title?: string } {
  const title = snapshot.itemRecords[item]?.title;
  return { item: snapshot.items.keyAt(item), ...(title !== undefined && { title }) };
}
