import { judgedModel } from '../../src/cli/evaluate/judged-model.js';
import { resolveSettings } from '../../src/config/resolve-settings.js';
import { Random } from '../../src/core/random.js';
import { runContext, type RunContext } from '../../src/core/run-context.js';
import type { Split } from '../../src/dataset/splits.js';
import { judgeModel, type Judgement } from '../../src/evaluate/judge-model.js';
import { bootstrapIntervals } from '../../src/metrics/bootstrap.js';
import { pairedDifferences } from '../../src/metrics/paired-test.js';
import { usersWithRelevantItems } from '../../src/metrics/ranked-lists.js';
import type { Section } from '../harness/bench.js';
import { FROZEN_LASTFM, frozenSettings, type FrozenSettings } from './frozen-settings.js';
import { CONTESTANTS, LASTFM, LASTFM_SEED, lastfmSplit, type Contestant } from './lastfm.js';

const METRIC = 'recall@20';
const AHEAD = `lastfm-hetrec, random fifth: ${METRIC} of the blend above that of the best of als, item-knn and ease`;

/** A data set that nothing was developed on: the default model against baselines that were tuned for as long. */
export const untouchedSection: Section = {
  name: 'lastfm',
  needs: [LASTFM, FROZEN_LASTFM],
  bars: [{ name: AHEAD, limit: 0, unit: 'share', passes: 'atLeast' }],
  async measure({ signal, say }) {
    const run = runContext({ signal });
    const frozen = await frozenSettings(FROZEN_LASTFM);
    const split = await lastfmSplit(run);
    const judged = new Map<Contestant, Judgement>();
    for (const model of CONTESTANTS) {
      say(`lastfm: ${model} …`);
      judged.set(model, await judge(model, frozen[model]!, split, run));
    }
    const figure = (model: Contestant): number => judged.get(model)!.metrics[METRIC]!;
    const [, ...baselines] = CONTESTANTS;
    const best = baselines.reduce((a, b) => (figure(b) > figure(a) ? b : a));
    const perUser = (model: Contestant) => ({ [METRIC]: judged.get(model)!.perUser[METRIC]! });
    const difference = (await pairedDifferences(perUser(best), perUser('blend'), { seed: LASTFM_SEED }))[METRIC]!;
    const lines = await Promise.all(CONTESTANTS.map((model) => describe(model, judged.get(model)!)));
    const ends = difference.interval.map((end) => end.toFixed(4)).join(', ');
    return {
      values: { [AHEAD]: difference.difference },
      note: `${lines.join('; ')}; blend − ${best} [${ends}], p ${difference.p.toPrecision(2)}`,
    };
  },
};

async function judge(
  model: Contestant,
  { settings }: FrozenSettings,
  split: Split,
  run: RunContext,
): Promise<Judgement> {
  const { settings: defaults } = resolveSettings({ flags: {}, environment: {}, workingDirectory: '/' });
  const trained = await (
    await judgedModel({ ...defaults, ...settings, model })
  ).train(split.train, {
    ...run,
    seed: LASTFM_SEED,
  });
  return judgeModel(trained.components, {
    users: usersWithRelevantItems(split.heldOut),
    known: split.train.interactions,
    heldOut: split.heldOut,
    cutoffs: [20],
    seed: LASTFM_SEED,
    signal: run.signal,
  });
}

async function describe(model: Contestant, { metrics, perUser }: Judgement): Promise<string> {
  const random = Random.stream(LASTFM_SEED, `interval of ${model}`);
  const interval = (await bootstrapIntervals({ [METRIC]: perUser[METRIC]! }, { random }))[METRIC]!;
  const figures = [metrics[METRIC]!, metrics['ndcg@20']!].map((value) => value.toFixed(4)).join('/');
  return `${model} ${figures} [${interval.map((end) => end.toFixed(4)).join(', ')}]`;
}
