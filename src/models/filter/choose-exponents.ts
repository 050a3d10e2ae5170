import { rankWalks } from '../../linalg/rank-walks.js';
import type { WalkExponents } from '../../linalg/walk-graph.js';
import { perUserMetrics } from '../../metrics/per-user-metrics.js';
import { rankingMetrics } from '../../metrics/ranking-metrics.js';
import { CHOSEN_BY, JUDGED_PLACES } from '../chosen-by.js';
import type { Judged } from '../clearly-better.js';
import { climb, type Move } from '../climb.js';
import type { HoldOut } from '../hold-out.js';
import { DECLARED_EXPONENTS } from './exponents.js';

/** Exponents and what walks by them alone reach on the held-out edges. */
export interface ChosenExponents {
  readonly exponents: WalkExponents;
  readonly metrics: Readonly<Record<string, number>>;
}

/**
 * The exponents whose walks rank held-out edges best by recall@20, one coordinate of a grid after the other from the
 * declared ones on, until none gains. They replace the declared ones only where they gain more than two standard errors
 * of the paired difference: on few users the best of many is chance. Costs a ranking for each triple tried, 20 or so.
 * Errors: INTERRUPTED; OUT_OF_MEMORY.
 */
export async function chooseExponents(heldOut: HoldOut, signal: AbortSignal): Promise<ChosenExponents> {
  const trials = new Map<string, Promise<Trial>>();
  const tried = (exponents: WalkExponents): Promise<Trial> => {
    const name = JSON.stringify(exponents);
    const trial = trials.get(name) ?? tryExponents(exponents, heldOut, signal);
    trials.set(name, trial);
    return trial;
  };
  const declared = await tried(DECLARED_EXPONENTS);
  const { exponents, lists } = await climb(declared, moves(tried));
  return { exponents, metrics: rankingMetrics(lists, heldOut.heldOut) };
}

/** Coarse on purpose: neighbors of the best differ by less than another hold-out would make them. */
const GRID: Readonly<Record<keyof WalkExponents, readonly number[]>> = {
  p: [0.1, 0.2, 0.3, 0.45, 0.6],
  q: [0.5, 0.6, 0.75, 0.9],
  a: [0.4, 0.6, 0.8, 1],
};

function moves(tried: (exponents: WalkExponents) => Promise<Trial>): Move<Trial>[] {
  return Object.entries(GRID).flatMap(([name, values]) =>
    values.map(
      (value) =>
        ({ exponents }: Trial) =>
          tried({ ...exponents, [name]: value }),
    ),
  );
}

interface Trial extends Judged {
  readonly exponents: WalkExponents;
  readonly lists: { readonly users: Int32Array; readonly k: number; readonly items: Int32Array };
}

async function tryExponents(exponents: WalkExponents, heldOut: HoldOut, signal: AbortSignal): Promise<Trial> {
  const { train: graph, users, heldOut: relevant } = heldOut;
  const [items] = await rankWalks({
    graph,
    items: relevant.columns,
    exponents,
    queries: users,
    k: JUDGED_PLACES,
    signal,
  });
  const lists = { users, k: JUDGED_PLACES, items: items! };
  return { exponents, lists, figures: perUserMetrics(lists, relevant, [JUDGED_PLACES])[CHOSEN_BY]! };
}
