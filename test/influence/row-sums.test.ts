import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wholeGraph } from '../../src/dataset/whole-graph.js';
import { changedEdges } from '../../src/influence/dot/changed-edges.js';
import { ChangedRowSums } from '../../src/influence/dot/changed-row-sums.js';
import { sumCatalog } from '../../src/influence/dot/catalog-sums.js';
import { propagateLayers } from '../../src/influence/dot/layers.js';
import { Neighborhood } from '../../src/influence/dot/neighborhood.js';
import { propagateChange } from '../../src/influence/dot/propagate-change.js';
import { TableSums } from '../../src/influence/dot/table-sums.js';
import { InteractionGraph } from '../../src/influence/graph/interaction-graph.js';
import { OtherUsers } from '../../src/influence/graph/other-users.js';
import { ChangedWalkSums } from '../../src/influence/walk/changed-walk-sums.js';
import { startAfter } from '../../src/influence/walk/start-after.js';
import { sumWalks } from '../../src/influence/walk/walk-sums.js';
import { walkSteps } from '../../src/influence/walk/walk-steps.js';
import type { EdgeChange } from '../../src/influence/score-oracle.js';
import type { RowSums } from '../../src/linalg/moments.js';
import { NOBODY, WalkFilter } from '../../src/linalg/walk-filter.js';
import { walkGraph } from '../../src/linalg/walk-graph.js';
import type { SnapshotContents } from '../../src/snapshot/contents.js';
import { bruteForce, bruteForceWalk } from './brute-force.js';
import { catalogOf, itemsOf, oddContents } from './random-interactions.js';

/** By item: another weight of the user's edge to it, 0 for none; up to all of the catalog at once. */
const changesOf = ({ dataset: { items } }: SnapshotContents): fc.Arbitrary<EdgeChange[]> =>
  fc
    .uniqueArray(fc.nat(items.size - 1), { maxLength: items.size })
    .chain((changed) => fc.tuple(...changed.map((item) => weightOf(item))));
const weightOf = (item: number): fc.Arbitrary<EdgeChange> =>
  fc.constantFrom(0, 0, 0.25, 3, 40).map((weight) => ({ item, weight }));
const changedContents = oddContents.chain((contents) => fc.tuple(fc.constant(contents), changesOf(contents)));

describe('what a row adds up to after changes, told without the row', () => {
  it('is that of the row propagated again, for a component of embeddings', async () => {
    await fc.assert(
      fc.asyncProperty(changedContents, async ([contents, changes]) => {
        const { parameters, arrays } = contents.components.find(({ kind }) => kind === 'dot')!;
        const [depth, dimensions] = [Number(parameters['layers']), Number(parameters['dimensions'])];
        const graph = new InteractionGraph(wholeGraph(contents.dataset));
        const x0 = arrays['x0']!.array as Float32Array;
        const layers = await propagateLayers(graph, x0, { layers: depth, dimensions, precision: 'float64' });
        const itemScales = new Float32Array(graph.items.degrees.length);
        itemScales.set(arrays['itemScales']!.array);
        const sums = await sumCatalog(graph, layers, itemScales, Math.floor(depth / 2));
        for (const user of contents.dataset.users.keys.keys()) {
          const neighborhood = new Neighborhood(graph, user, Math.floor((depth - 1) / 2));
          const changing = Int32Array.from(catalogOf(contents));
          const walks = neighborhood.walksEverywhere();
          const told = new ChangedRowSums({ layers, itemScales, sums }, neighborhood, walks, changing);
          const changed = propagateChange(user, layers, neighborhood, changedEdges(neighborhood, changes));
          const { scores } = bruteForce(contents, user, new Map(changes.map(({ item, weight }) => [item, weight])));
          expectSums(told.after(changed), scores);
        }
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['of the graph itself', false],
    ['whom the graph does not know', true],
  ])('is that of the row walked again, for a user %s', async (_, isNew) => {
    await fc.assert(
      fc.asyncProperty(changedContents, async ([contents, changes]) => {
        const filter = filterOf(contents);
        const steps = walkSteps(filter.graph);
        const sums = await sumWalks(steps);
        const known = changes.filter(({ item }) => filter.knows(item));
        for (const user of contents.dataset.users.keys.keys()) {
          const self = isNew ? NOBODY : user;
          const { items, weights } = filter.edgesOf(user);
          const edges = Array.from(items, (item, at) => ({ item, weight: weights?.[at] ?? 1, events: [] }));
          const others = new OtherUsers(steps.graph, self);
          const row = filter.row({ items, weights }, self);
          const told = new ChangedWalkSums(
            { steps, sums, others, row: widened(row, steps.end) },
            edges,
            catalogOf(contents),
          ).after(known);
          expectSums(told, filter.row(startAfter(edges, known), self));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is told of walks as brute force tells it', async () => {
    await fc.assert(
      fc.asyncProperty(oddContents, async (contents) => {
        const walk = { kind: 'walk', name: 'walk', parameters: { p: 0.1, q: 0.9, a: 1 }, arrays: {} };
        const filter = filterOf(contents);
        const steps = walkSteps(filter.graph);
        const sums = await sumWalks(steps);
        for (const user of contents.dataset.users.keys.keys()) {
          const own = itemsOf(contents, user);
          const { items, weights } = filter.edgesOf(user);
          const edges = own.map((item, at) => ({ item, weight: weights?.[at] ?? 1, events: [] }));
          const others = new OtherUsers(steps.graph, user);
          const told = new ChangedWalkSums(
            { steps, sums, others, row: widened(filter.row({ items, weights }, user), steps.end) },
            edges,
            own,
          );
          for (const removed of own) {
            const without = bruteForceWalk({ ...contents, components: [walk] }, user, new Map([[removed, 0]]));
            expectSums(told.after([{ item: removed, weight: 0 }]), without);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('what all rows of a table come to with a query', () => {
  it('is told from their sum and their Gram matrix', async () => {
    const sums = await TableSums.create(Float32Array.of(1, 2, 3, -1, 0, 5), 2);
    // products with (2, 1): 4, 5, 5
    expect(sums.of(Float64Array.of(2, 1))).toEqual({ sum: 14, squares: 66, gross: 66 });
  });
});

/** To ten digits of what went into the sums. */
function expectSums({ sum, squares, gross }: RowSums, row: ArrayLike<number>): void {
  const values = Array.from(row);
  const expected = {
    sum: values.reduce((total, value) => total + value, 0),
    squares: values.reduce((total, value) => total + value * value, 0),
  };
  expect(gross).toBeGreaterThanOrEqual(squares / 100);
  expect(Math.abs(sum - expected.sum)).toBeLessThanOrEqual(1e-10 * Math.sqrt(gross * values.length));
  expect(Math.abs(squares - expected.squares)).toBeLessThanOrEqual(1e-10 * gross);
}

const WALKS = { p: 0.1, q: 0.9, a: 1 };

function filterOf({ dataset }: SnapshotContents): WalkFilter {
  const graph = wholeGraph(dataset);
  return new WalkFilter(graph, WALKS, walkGraph(graph, WALKS, dataset.items.size));
}

/** The row with zeros at columns that are no items. */
function widened(row: Float64Array, { length }: Float64Array): Float64Array {
  const whole = new Float64Array(length);
  whole.set(row);
  return whole;
}
