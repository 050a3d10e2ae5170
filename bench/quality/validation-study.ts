import { runContext, type RunContext } from '../../src/core/run-context.js';
import { hasKnownOrder } from '../../src/dataset/known-order.js';
import { splitDataset, type SplitPlan } from '../../src/dataset/splits.js';
import { mean } from '../../src/metrics/mean.js';
import { renderTable } from '../../src/cli/terminal/table.js';
import { agreementOf, type Agreement } from './validation-study/agreement.js';
import { laterTests, SHARE, type LaterTest } from './validation-study/study-data.js';
import { figuresOf, MODELS } from './validation-study/study-models.js';

/**
 * Which validation ranks models as a later test does: on each data set whose order is known, nine models without chance are
 * ranked by a test side that came last, and by validation sides carved out of what is left. Three draws of the random ones.
 *
 *   node --import ./scripts/typescript.mjs bench/quality/validation-study.ts
 */
const controller = new AbortController();
process.once('SIGINT', () => controller.abort());
const rows: string[][] = [];
for await (const later of laterTests()) {
  const found = await study(later, runContext({ signal: controller.signal }));
  rows.push(...found);
}
const figures = ['τ', 'ρ', 'regret', 'inflation'].map((title) => ({ title, align: 'right' }) as const);
console.log(renderTable([{ title: 'data, test' }, { title: 'validation' }, ...figures, { title: 'chosen' }], rows));

/** A row for each kind of validation. */
async function study({ name, test, split }: LaterTest, run: RunContext): Promise<string[][]> {
  const wanted = await figuresOf(split, run);
  console.error(`${name}, ${test}`, Object.fromEntries(MODELS.map(([model], place) => [model, short(wanted[place]!)])));
  const rowsOf: string[][] = [];
  for (const [kind, plans] of Object.entries(plansFor(split))) {
    const agreements: Agreement[] = [];
    for (const plan of plans)
      agreements.push(agreementOf(await figuresOf(splitDataset(split.train, plan), run), wanted));
    const row = [`${name}, ${test}`, kind, ...described(agreements)];
    rowsOf.push(row);
    console.error(row.join('  '));
  }
  return rowsOf;
}

function plansFor({ train }: LaterTest['split']): Readonly<Record<string, readonly SplitPlan[]>> {
  if (!hasKnownOrder(train)) throw new Error('A data set without an order tells nothing of validation by order.');
  return {
    random: [1, 2, 3].map((seed) => ({ kind: 'random', share: SHARE, seed })),
    'last share': [{ kind: 'last-share', share: SHARE }],
    ...(train.events.at.some((at) => at > 0) && { 'after a moment': [{ kind: 'temporal', share: SHARE }] }),
  };
}

function described(agreements: readonly Agreement[]): string[] {
  const of = (figure: 'kendall' | 'spearman' | 'regret' | 'inflation'): number =>
    mean(agreements.map((agreement) => agreement[figure]));
  const chosen = new Set(agreements.map((agreement) => MODELS[agreement.chosen]![0]));
  const regret = `${(100 * of('regret')).toFixed(1)} %`;
  return [
    of('kendall').toFixed(2),
    of('spearman').toFixed(2),
    regret,
    of('inflation').toFixed(2),
    [...chosen].join(', '),
  ];
}

function short(figure: number): number {
  return Number(figure.toFixed(4));
}
