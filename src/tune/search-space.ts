import type { Random } from '../core/random.js';
import type { WalkExponents } from '../linalg/walk-graph.js';

/** Values of settings by name, JSON-safe. */
export type Configuration = Readonly<Record<string, number | string | WalkExponents>>;

/** What may be searched of a model, by setting. */
export interface SearchSpace {
  /** Most epochs of a training; absent where nothing is trained in epochs. */
  readonly epochs?: number;
  /** One after the other; each is told what the ones before came to. */
  readonly draws: Readonly<Record<string, (random: Random, before: Configuration) => Configuration[string]>>;
}

/**
 * The space of a model, by the name that `--model` gives it; undefined where there is nothing to choose. Ranges are wide
 * around what published work and the defaults use; strengths and rates are drawn from a logarithmic scale (Bergstra &
 * Bengio, JMLR 2012).
 */
export function searchSpaceOf(model: string): SearchSpace | undefined {
  return SPACES[model];
}

/** One draw of everything that is not fixed, and that fits what is. */
export function drawConfiguration({ draws }: SearchSpace, fixed: Configuration, random: Random): Configuration {
  const all: Record<string, Configuration[string]> = {};
  for (const [name, draw] of Object.entries(draws)) {
    const drawn = draw(random, all); // fixed or not: whoever fixes one setting still gets the same luck with the others
    all[name] = fixed[name] ?? drawn;
  }
  return Object.fromEntries(Object.entries(all).filter(([name]) => !(name in fixed)));
}

const LEARNED: SearchSpace = {
  epochs: 12,
  draws: {
    dimensions: oneOf(64, 128),
    layers: oneOf(2, 3, 4),
    // Dot products go with uniform negatives and larger temperatures, cosines with popular ones (decisions 165 and 178).
    similarity: oneOf('dot', 'cosine'),
    normExponent: oneOf(0, 0.25, 0.5, 0.75, 1),
    negativeSampling: (_, { similarity }) => (similarity === 'dot' ? 'uniform' : 'popular'),
    temperature: (random, { similarity }) =>
      (similarity === 'dot' ? logarithmic(0.15, 0.6) : logarithmic(0.07, 0.25))(random),
    learningRate: logarithmic(0.005, 0.04),
    batchUsers: oneOf(64, 128, 256, 512),
  },
};

const SPACES: Readonly<Record<string, SearchSpace>> = {
  blend: {
    ...LEARNED,
    // `auto` keeps the declared ones where no order is known; half of the draws try others.
    draws: { ...LEARNED.draws, exponents: (random) => (random.below(2) === 0 ? 'auto' : walkExponents(random)) },
  },
  gcn: LEARNED,
  filter: { draws: { exponents: walkExponents } },
  'item-knn': { draws: { neighbors: whole(logarithmic(10, 1000)), shrinkage: logarithmic(0.5, 500) } },
  als: {
    epochs: 15,
    draws: { alpha: logarithmic(1, 100), regularization: logarithmic(0.3, 300), dimensions: oneOf(32, 64, 128) },
  },
  chebyshev: { draws: { beta: (random) => Number((0.8 * random.float()).toFixed(2)) } },
  ease: { draws: { regularization: logarithmic(10, 5000) } },
};

function walkExponents(random: Random): WalkExponents {
  return {
    p: oneOf(0.1, 0.2, 0.3, 0.45, 0.6)(random),
    q: oneOf(0.5, 0.6, 0.75, 0.9)(random),
    a: oneOf(0.4, 0.6, 0.8, 1)(random),
  };
}

function oneOf<Value>(...values: readonly Value[]): (random: Random) => Value {
  return (random) => values[random.below(values.length)]!;
}

/** Three digits: more would promise what no hold-out can tell. */
function logarithmic(low: number, high: number): (random: Random) => number {
  return (random) => Number((low * (high / low) ** random.float()).toPrecision(3));
}

function whole(draw: (random: Random) => number): (random: Random) => number {
  return (random) => Math.round(draw(random));
}
