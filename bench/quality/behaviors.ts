import { judgedModel } from '../../src/cli/evaluate/judged-model.js';
import { trainingChoices } from '../../src/cli/training-choices.js';
import { resolveSettings } from '../../src/config/resolve-settings.js';
import type { Settings } from '../../src/config/settings-table.js';
import { runContext, type RunContext } from '../../src/core/run-context.js';
import { splitDataset, type SplitPlan } from '../../src/dataset/splits.js';
import { judgeModel } from '../../src/evaluate/judge-model.js';
import { pairedDifferences, type PairedDifference } from '../../src/metrics/paired-test.js';
import { usersWithRelevantItems } from '../../src/metrics/ranked-lists.js';
import { learnedFigures, learnWeighting } from '../../src/models/weighting/learn-weighting.js';
import { readFile } from '../../src/pipeline/read-file.js';
import type { Section } from '../harness/bench.js';

const DESKDROP = '../shared/data/deskdrop/interactions_slim.csv';
const SEED = 1;
const METRIC = 'recall@20';

/** The weights that the data set's description gives. */
const GIVEN = 'VIEW=1,LIKE=2,BOOKMARK=2.5,FOLLOW=3,COMMENT CREATED=4';

/** Ways to weigh, as flags say them; the first is the default, which the others are compared with. */
const WAYS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'every pair alike (default)': {},
  'behaviors alike, log': { weighting: 'log' },
  'given weights': { weighting: 'log', behaviorWeights: GIVEN },
  'learned weights': { weighting: 'log', behaviorWeights: 'auto' },
  'learned half-life': { weighting: 'log', halfLife: 'auto' },
  'given weights, learned half-life': { weighting: 'log', behaviorWeights: GIVEN, halfLife: 'auto' },
  'learned weights and half-life': { weighting: 'log', behaviorWeights: 'auto', halfLife: 'auto' },
};

const MODELS = ['blend', 'filter'] as const;
type JudgedName = (typeof MODELS)[number];

/** How a year of deskdrop is split. */
export interface BehaviorsSplit {
  readonly name: string;
  readonly plan: Extract<SplitPlan, { share: number; kind: 'temporal' | 'last-share' }>;
  /** For people, after the data set's name. */
  readonly heldOut: string;
}

/**
 * Whether weights of behaviors and time decay help where five behaviors and times are known. What is learned is learned
 * on the training side alone. Nothing is asked of these figures but that they are told.
 */
export function behaviorsSection({ name: section, plan, heldOut }: BehaviorsSplit): Section {
  const nameOf = (model: string, way: string): string => `deskdrop, ${heldOut}, ${model}: ${METRIC}, ${way}`;
  return {
    name: section,
    needs: [DESKDROP],
    bars: MODELS.flatMap((model) =>
      Object.keys(WAYS).map((way) => ({
        name: nameOf(model, way),
        limit: null,
        unit: 'share',
        passes: 'atLeast' as const,
      })),
    ),
    async measure({ signal, say }) {
      const run = runContext({ signal });
      const values: Record<string, number> = {};
      const notes: Record<string, string> = {};
      for (const model of MODELS) {
        let reference: PerUser | undefined;
        for (const [way, flags] of Object.entries(WAYS)) {
          const name = nameOf(model, way);
          say(`${name} …`);
          const { metrics, perUser, learned } = await judge(model, flags, plan, run);
          const isFirst = reference === undefined;
          reference ??= perUser;
          values[name] = metrics[METRIC]!;
          const differences = await pairedDifferences(reference, perUser, { seed: SEED });
          const against = isFirst ? `of ${perUser[METRIC].length} users` : describe(differences[METRIC]!);
          notes[name] = [`ndcg@20 ${metrics['ndcg@20']!.toFixed(4)}`, against, ...learned].join(', ');
        }
      }
      return { values, notes };
    },
  };
}

type PerUser = Readonly<Record<typeof METRIC, Float64Array>>;

interface Judged {
  readonly metrics: Readonly<Record<string, number>>;
  readonly perUser: PerUser;
  /** What was learned, for people. */
  readonly learned: readonly string[];
}

async function judge(
  model: JudgedName,
  flags: Readonly<Record<string, string>>,
  plan: SplitPlan,
  run: RunContext,
): Promise<Judged> {
  const { settings } = resolveSettings({ flags: { ...flags, model }, environment: {}, workingDirectory: '/' });
  const { train: alike, heldOut } = splitDataset(await read(settings, run), plan);
  const train = await learnWeighting(alike, { ...run, seed: SEED });
  const trained = await (await judgedModel(settings)).train(train, { ...run, seed: SEED });
  const { metrics, perUser } = await judgeModel(trained.components, {
    users: usersWithRelevantItems(heldOut),
    known: train.interactions,
    heldOut,
    cutoffs: [20],
    seed: SEED,
    signal: run.signal,
  });
  const learned = Object.entries(learnedFigures(train)).map(([name, value]) => `${name} ${value}`);
  return { metrics, perUser: { [METRIC]: perUser[METRIC]! }, learned };
}

function read(settings: Settings, run: RunContext) {
  const source = {
    format: 'csv',
    path: DESKDROP,
    map: 'user=personId,item=contentId,behavior=eventType,at=timestamp',
  } as const;
  return readFile({ source, dataset: trainingChoices(settings).dataset, maxRejected: 0 }, run);
}

function describe({ difference, interval, p }: PairedDifference): string {
  const ends = interval.map((end) => end.toFixed(4)).join(', ');
  return `${difference < 0 ? '' : '+'}${difference.toFixed(4)} [${ends}], p ${p.toPrecision(2)}`;
}
