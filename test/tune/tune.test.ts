import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { EdgewiseError } from '../../src/core/errors.js';
import { silentLogger } from '../../src/core/log.js';
import { runContext } from '../../src/core/run-context.js';
import type { Model } from '../../src/models/model.js';
import { filterModel } from '../../src/models/filter/filter-model.js';
import { popularityModel } from '../../src/models/popularity/popularity-model.js';
import { makeFolds } from '../../src/tune/folds.js';
import { Journal } from '../../src/tune/journal.js';
import { drawConfiguration, searchSpaceOf, type Configuration, type SearchSpace } from '../../src/tune/search-space.js';
import { againstDefaults } from '../../src/tune/standings.js';
import { tune, type TuningJob } from '../../src/tune/tune.js';
import { Random } from '../../src/core/random.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';
import { blockGraph } from '../models/block-graph.js';

const temporaryDirectory = temporaryDirectories();
const { dataset } = blockGraph();
const { folds } = makeFolds(dataset, { count: 2, share: 0.2, users: 50, seed: 1 }, silentLogger);

/** Only `good` ranks as the block graph wants it; what else there is ranks by popularity. */
const SPACE: SearchSpace = {
  epochs: 4,
  draws: { quality: (random) => (random.below(2) === 0 ? 'good' : 'bad'), place: (random) => random.below(1_000_000) },
};

function modelOf({ quality }: Configuration): Model {
  return quality === 'good' ? filterModel({ exponents: { p: 0.1, q: 0.9, a: 1 } }) : popularityModel;
}

interface Asked {
  readonly configuration: Configuration;
  readonly epochs: number | undefined;
}

async function search(changes: Partial<TuningJob> = {}, path?: string) {
  const asked: Asked[] = [];
  const file = path ?? join(await temporaryDirectory(), 'tune.jsonl');
  const journal = await (path === undefined ? Journal.start(file, {}) : Journal.resume(file, {}));
  const job: TuningJob = {
    space: SPACE,
    fixed: {},
    folds,
    metric: { name: 'recall', cutoff: 5 },
    seconds: 1e6,
    seed: 3,
    modelOf: async (configuration, epochs) => {
      asked.push({ configuration, epochs });
      return modelOf(configuration);
    },
    journal,
    ...changes,
  };
  return { job, asked, file, journal };
}

/** Stops the search after so many trials, as Ctrl-C does. */
function stoppedAfter(trials: number) {
  const controller = new AbortController();
  let done = 0;
  const progress = (): void => {
    if (++done === trials) controller.abort();
  };
  return runContext({ signal: controller.signal, progress });
}

describe('a search', () => {
  it('finds what ranks best, has compared it with the defaults to the end, and says by how much it is better', async () => {
    const { job, journal } = await search();
    await expect(tune(job, stoppedAfter(60))).rejects.toMatchObject({ code: 'INTERRUPTED' });
    const [best] = await tune({ ...job, seconds: 0 }, runContext()); // no time: only what the journal has
    expect(best).toMatchObject({ configuration: { quality: 'good' }, isComplete: true, epochs: 4 });
    const gain = await againstDefaults(best!, journal.entries, 1);
    expect(gain!.interval[0]).toBeGreaterThan(0.1);
    await journal.close();
  });

  it('gives a third of a bracket more epochs and folds, the defaults always', async () => {
    const { job, asked, journal } = await search();
    await expect(tune(job, stoppedAfter(27 + 10 + 4 * 2))).rejects.toMatchObject({ code: 'INTERRUPTED' });
    const [bracket] = journal.entries.filter(({ kind }) => kind === 'bracket');
    expect(bracket).toEqual({ kind: 'bracket', size: 27 });
    expect(asked.map(({ epochs }) => epochs)).toEqual([
      ...Array.from({ length: 27 }, () => 1), // on one fold
      ...Array.from({ length: 10 }, () => 2), // nine and the defaults
      ...Array.from({ length: 8 }, () => 4), // three and the defaults, on both folds
    ]);
    const beaten = asked.slice(27).filter(({ configuration }) => configuration['quality'] !== 'good');
    expect(beaten.map(({ configuration }) => configuration)).toEqual([{}, {}, {}]);
    await journal.close();
  });

  it('repeats no trial when it goes on, and draws what it would have drawn', async () => {
    const through = await search();
    await expect(tune(through.job, stoppedAfter(50))).rejects.toThrow();
    await through.journal.close();
    const first = await search();
    await expect(tune(first.job, stoppedAfter(20))).rejects.toThrow();
    await first.journal.close();
    const second = await search({}, first.file);
    await expect(tune(second.job, stoppedAfter(30))).rejects.toThrow();
    await second.journal.close();
    expect([...first.asked, ...second.asked]).toEqual(through.asked);
  });

  it('starts no trial that would end after its time', async () => {
    const { job, asked, journal } = await search({ seconds: 0 });
    await tune(job, runContext());
    expect(asked).toHaveLength(1); // what one costs is not known before the first
    await journal.close();
  });

  it('lets a configuration that diverges lose, and passes other errors on', async () => {
    const failing = (code: 'DIVERGED' | 'ENGINE_FAILED'): TuningJob['modelOf'] => {
      const model: Model = { ...popularityModel, train: () => Promise.reject(new EdgewiseError(code, 'No.')) };
      return async ({ quality }) => (quality === 'good' ? model : popularityModel);
    };
    const diverging = await search({ modelOf: failing('DIVERGED') });
    await expect(tune(diverging.job, stoppedAfter(50))).rejects.toMatchObject({ code: 'INTERRUPTED' });
    const standings = await tune({ ...diverging.job, seconds: 0 }, runContext());
    expect(standings[0]!.configuration['quality']).not.toBe('good');
    expect(standings.find(({ configuration }) => configuration['quality'] === 'good')!.figure).toBe(0);
    await diverging.journal.close();
    const broken = await search({ modelOf: failing('ENGINE_FAILED') });
    await expect(tune(broken.job, runContext())).rejects.toMatchObject({ code: 'ENGINE_FAILED' });
    await broken.journal.close();
  });
});

describe('a space', () => {
  it.each(['blend', 'gcn', 'filter', 'item-knn', 'als', 'ease', 'chebyshev'])(
    'of %s draws the same for the same seed',
    (model) => {
      const space = searchSpaceOf(model)!;
      const draw = (seed: number): Configuration => drawConfiguration(space, {}, Random.fromSeed(seed));
      expect(draw(1)).toEqual(draw(1));
      expect(new Set(Array.from({ length: 9 }, (_, seed) => JSON.stringify(draw(seed)))).size).toBeGreaterThan(1);
      expect(Object.keys(draw(1))).toEqual(Object.keys(space.draws));
    },
  );

  it('of the blend has what the model does by itself about exponents, and others, equally often', () => {
    const drawn = Array.from({ length: 200 }, (_, seed) => {
      return drawConfiguration(searchSpaceOf('blend')!, {}, Random.fromSeed(seed))['exponents'];
    });
    const own = drawn.filter((exponents) => exponents === 'auto');
    expect(own.length / drawn.length).toBeGreaterThan(0.35);
    expect(own.length / drawn.length).toBeLessThan(0.65);
    expect(new Set(drawn.map((exponents) => JSON.stringify(exponents))).size).toBeGreaterThan(20);
  });

  it('leaves out what is fixed and draws the rest as before', () => {
    const space = searchSpaceOf('blend')!;
    const all = drawConfiguration(space, {}, Random.fromSeed(5));
    const rest = drawConfiguration(space, { dimensions: 32, layers: 8 }, Random.fromSeed(5));
    const { dimensions, layers, ...others } = all;
    expect([dimensions, layers]).not.toContain(undefined);
    expect(rest).toEqual(others);
  });

  it('draws what fits the similarity that is fixed', () => {
    const space = searchSpaceOf('gcn')!;
    const drawn = (similarity: string) =>
      Array.from({ length: 50 }, (_, seed) => drawConfiguration(space, { similarity }, Random.fromSeed(seed)));
    const temperatures = (similarity: string) => drawn(similarity).map(({ temperature }) => Number(temperature));
    expect(new Set(drawn('dot').map(({ negativeSampling }) => negativeSampling))).toEqual(new Set(['uniform']));
    expect(new Set(drawn('cosine').map(({ negativeSampling }) => negativeSampling))).toEqual(new Set(['popular']));
    expect(Math.min(...temperatures('dot'))).toBeGreaterThanOrEqual(0.15);
    expect(Math.max(...temperatures('cosine'))).toBeLessThanOrEqual(0.25);
  });

  it('is none of popularity, which has nothing to choose', () => {
    expect(searchSpaceOf('popularity')).toBeUndefined();
  });
});
