import { rankWalks } from '../../linalg/rank-walks.js';
import type { WalkExponents } from '../../linalg/walk-graph.js';
import { CHOSEN_BY, JUDGED_PLACES } from '../chosen-by.js';
import { chooseExponents } from '../filter/choose-exponents.js';
import { DECLARED_EXPONENTS, type ExponentsChoice } from '../filter/exponents.js';
import { verdictOf, type EpochJudge, type Verdict } from '../gcn/epoch-judge.js';
import type { HoldOut } from '../hold-out.js';

/**
 * Judges an epoch by what it is for: the blend with a walk filter over the same training edges, under the best of some
 * weights. What ranks better alone is not what blends better. The weight is chosen with the epoch, on the same edges; the
 * exponents before the first, by walks alone.
 */
export function blendJudge(wanted: ExponentsChoice, weights: readonly number[]): EpochJudge {
  const chosen = new WeakMap<HoldOut, WalkExponents>();
  return {
    binding: { exponents: wanted, weights },
    async judge(embeddings, heldOut, signal) {
      const exponents = chosen.get(heldOut) ?? (await exponentsFor(wanted, heldOut, signal));
      chosen.set(heldOut, exponents);
      const { train: graph, users: queries } = heldOut;
      const items = heldOut.heldOut.columns;
      const blend = { ...embeddings, weights };
      const lists = await rankWalks({ graph, items, exponents, queries, k: JUDGED_PLACES, blend, signal });
      const { weight, ...verdict } = bestOf(lists, weights, heldOut);
      return { ...verdict, choice: { weight, ...exponents } };
    },
  };
}

/** A random share ranks filters otherwise than the future does, so that nothing is chosen by one (decision 155). */
async function exponentsFor(wanted: ExponentsChoice, heldOut: HoldOut, signal: AbortSignal): Promise<WalkExponents> {
  if (wanted !== 'auto') return wanted;
  return heldOut.isOrdered ? (await chooseExponents(heldOut, signal)).exponents : DECLARED_EXPONENTS;
}

interface WeighedVerdict extends Omit<Verdict, 'choice'> {
  readonly weight: number;
}

/** The weight whose lists have the best recall@20; the smaller one of two that are alike. */
function bestOf(lists: readonly Int32Array[], weights: readonly number[], { heldOut, users }: HoldOut): WeighedVerdict {
  const verdicts = weights.map((weight, index) => ({
    ...verdictOf({ users, k: JUDGED_PLACES, items: lists[index]! }, heldOut),
    weight,
  }));
  const figure = ({ metrics }: WeighedVerdict): number => metrics[CHOSEN_BY]!;
  return verdicts.reduce((best, verdict) => (figure(verdict) > figure(best) ? verdict : best));
}
