import { describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../../src/core/log.js';
import { Random } from '../../../src/core/random.js';
import { runContext } from '../../../src/core/run-context.js';
import { buildDataset } from '../../../src/dataset/build-dataset.js';
import type { WeightingChoice } from '../../../src/dataset/weighting-choice.js';
import { learnedFigures, learnWeighting } from '../../../src/models/weighting/learn-weighting.js';
import type { InteractionRecord } from '../../../src/store/interaction-store.js';

const DAY = 86_400_000;
const START = 1_700_000_000_000;
const run = { ...runContext(), seed: 1 };

const SUM: WeightingChoice = { mode: 'sum', behaviorWeights: {} };

/** An item of one of four tastes of a hundred. */
const itemOf = (taste: number, random: Random): string => `${taste}-${random.below(100)}`;

/** What users like is of their taste, as is what they do last; what they view before is of any, and three times as much. */
function likesTell(): InteractionRecord[] {
  const random = Random.stream(5, 'likes tell');
  return Array.from({ length: 400 }, (_, user) =>
    Array.from({ length: 40 }, (__, place): InteractionRecord => {
      const isLike = place % 4 === 0 || place >= 36;
      const itemKey = itemOf(isLike ? user % 4 : random.below(4), random);
      return { userKey: `u${user}`, itemKey, behavior: isLike ? 'like' : 'view', at: START + place * DAY, weight: 1 };
    }),
  ).flat();
}

/** Everybody has another taste in the last fifth of the time than before, and it is not told by the one before. */
function tastesChange(): InteractionRecord[] {
  const random = Random.stream(6, 'tastes change');
  return Array.from({ length: 400 }, (_, user) => {
    const [before, after] = [random.below(4), random.below(4)];
    return Array.from({ length: 40 }, (__, place): InteractionRecord => {
      const itemKey = itemOf(place < 28 ? before : after, random);
      return { userKey: `u${user}`, itemKey, behavior: 'view', at: START + place * 5 * DAY, weight: 1 };
    });
  }).flat();
}

describe('weights that are learned', () => {
  it('favor the behavior that tells what users do next, the same every time', async () => {
    const weighting: WeightingChoice = { ...SUM, learned: ['behaviorWeights'] };
    const dataset = buildDataset(likesTell(), { weighting });
    const learned = await learnWeighting(dataset, run);
    expect(learned.weighting.behaviorWeights['like']).toBeGreaterThan(1);
    expect(learned.weighting).toMatchObject({ mode: 'sum', learned: ['behaviorWeights'] });
    expect(learned.weighting).not.toHaveProperty('decay');
    expect(learnedFigures(learned)).toEqual({
      'weight of like': learned.weighting.behaviorWeights['like'],
      'weight of view': 1,
    });
    expect((await learnWeighting(dataset, run)).fingerprint).toBe(learned.fingerprint);
    const given = buildDataset(likesTell(), {
      weighting: { ...SUM, behaviorWeights: learned.weighting.behaviorWeights },
    });
    expect(learned.interactions).toEqual(given.interactions);
  });

  it('are a half-life where what users do changes, and none where it does not', async () => {
    const weighting: WeightingChoice = { ...SUM, learned: ['halfLife'] };
    const changing = await learnWeighting(buildDataset(tastesChange(), { weighting }), run);
    const { halfLife, asOf } = changing.weighting.decay!;
    expect(halfLife).toBeLessThan(100 * DAY);
    expect(asOf).toBe(START + 39 * 5 * DAY);
    expect(learnedFigures(changing)).toEqual({ 'half-life in days': halfLife / DAY });
  });

  it('stay 1 for all where no weights rank better than chance would', async () => {
    const random = Random.stream(7, 'noise');
    const noise = Array.from({ length: 6000 }, (_, n): InteractionRecord => {
      const behavior = random.below(3) === 0 ? 'like' : 'view';
      return { userKey: `u${n % 300}`, itemKey: `i${random.below(400)}`, behavior, at: START + n * DAY, weight: 1 };
    });
    const weighting: WeightingChoice = { mode: 'log', behaviorWeights: {}, learned: ['behaviorWeights', 'halfLife'] };
    const { weighting: learned } = await learnWeighting(buildDataset(noise, { weighting }), run);
    expect(learned).toEqual(weighting);
  });

  it('are taken over from an earlier model where there is one', async () => {
    const weighting: WeightingChoice = { ...SUM, learned: ['behaviorWeights', 'halfLife'] };
    const dataset = buildDataset(likesTell(), { weighting });
    const known = {
      ...weighting,
      mode: 'sum' as const,
      behaviorWeights: { like: 7 },
      decay: { halfLife: DAY, asOf: START },
    };
    const { weighting: learned } = await learnWeighting(dataset, { ...run, known });
    expect(learned).toEqual({ ...known, decay: { halfLife: DAY, asOf: START + 39 * DAY } });
  });

  it('are not learned from a random share: all weigh alike, with a warning', async () => {
    const warnings: string[] = [];
    const log = { ...silentLogger, warn: (_: object, text: string) => warnings.push(text) };
    const timeless = likesTell().map((record) => ({ ...record, at: 0 }));
    const dataset = buildDataset(timeless, { weighting: { ...SUM, learned: ['behaviorWeights'] } });
    expect(await learnWeighting(dataset, { ...run, log })).toBe(dataset);
    expect(warnings).toHaveLength(1);
  });

  it('leave a dataset as it is where they are given', async () => {
    const dataset = buildDataset(likesTell(), { weighting: SUM });
    expect(await learnWeighting(dataset, run)).toBe(dataset);
  });

  it('are refused where every pair weighs 1', () => {
    const weighting: WeightingChoice = { mode: 'binary', behaviorWeights: {}, learned: ['behaviorWeights'] };
    expect(() => buildDataset(likesTell(), { weighting })).toThrow(expect.objectContaining({ code: 'BAD_SETTING' }));
  });
});
