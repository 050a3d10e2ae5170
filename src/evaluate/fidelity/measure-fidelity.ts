import { setImmediate as nextTurn } from 'node:timers/promises';
import { Random } from '../../core/random.js';
import { throwIfInterrupted, type RunContext } from '../../core/run-context.js';
import { mean } from '../../metrics/mean.js';
import { explainedCases, type ExplainedModel } from './explained-cases.js';
import { counterfactualFigures, explainerFigures } from './explainer-figures.js';
import { createExplainers } from './explainers.js';
import type { ExactExplainer, FidelityReport } from './fidelity-report.js';
import { measureOrder, orderOf, type MeasuredOrder } from './measure-order.js';

export interface FidelityOptions {
  /** Users to draw. */
  readonly users: number;
  readonly seed: number;
}

const CUTOFFS = [5, 10, 20];
const COUNTERFACTUAL = { top: 10, mostRemoved: 10 };
/** Of a user: with one there is no order, and beyond a hundred a single one says little. */
const INTERACTIONS = [2, 100] as const;

/**
 * Explains the first recommendation of users drawn at random by exact influence and by what it is compared with, and
 * measures what taking the named interactions away does, on the graph without them, exactly. Errors: INTERRUPTED.
 */
export async function measureFidelity(
  model: ExplainedModel,
  { users, seed }: FidelityOptions,
  run: RunContext,
): Promise<FidelityReport> {
  const options = { users, interactions: INTERACTIONS };
  const cases = await explainedCases(model, options, Random.stream(seed, 'fidelity users'), run);
  const explainers = createExplainers(model.snapshot, model.influence, Random.stream(seed, 'fidelity orders'));
  const measured = Array.from(explainers, ([name, importanceOf]) => {
    return { name, importanceOf, orders: [] as MeasuredOrder[] };
  });
  const sets: SearchedSet[] = [];
  for (const [done, explained] of cases.entries()) {
    run.progress({ stage: 'fidelity', done, total: cases.length, unit: 'users' });
    for (const { importanceOf, orders } of measured) {
      throwIfInterrupted(run.signal);
      await nextTurn(); // a signal gets its turn
      const order = orderOf(importanceOf(explained));
      orders.push(measureOrder(model.influence, explained, order, { cutoffs: CUTOFFS, ...COUNTERFACTUAL }));
    }
    const { top, mostRemoved: maxSize } = COUNTERFACTUAL;
    const found = model.influence.counterfactual({ user: explained.user, item: explained.item, top, maxSize });
    sets.push({ size: found?.items.length, minimal: found?.minimal === true });
  }
  const ordersOf = (exact: ExactExplainer): MeasuredOrder[] => measured.find(({ name }) => name === exact)!.orders;
  const exact = { influence: ordersOf('influence'), lead: ordersOf('lead') };
  return {
    users: cases.length,
    interactions: mean(cases.map(({ interactions }) => interactions.length)),
    cutoffs: CUTOFFS,
    counterfactual: COUNTERFACTUAL,
    explainers: await Promise.all(
      (cases.length === 0 ? [] : measured).map(({ name, orders }) => explainerFigures(name, orders, exact, seed)),
    ),
    search: await searchFigures(sets, seed),
    seed,
  };
}

interface SearchedSet {
  /** Undefined when none was found. */
  readonly size: number | undefined;
  readonly minimal: boolean;
}

async function searchFigures(sets: readonly SearchedSet[], seed: number): Promise<FidelityReport['search']> {
  const sizes = sets.map(({ size }) => size);
  const found = sets.filter(({ size }) => size !== undefined);
  const minimal = mean(found.map((set) => Number(set.minimal)));
  return { ...(await counterfactualFigures(sizes, seed)), minimal };
}
