import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ProgressEvent } from '../../src/core/progress.js';
import { runContext } from '../../src/core/run-context.js';
import { buildDataset } from '../../src/dataset/build-dataset.js';
import type { Dataset } from '../../src/dataset/dataset.js';
import type { Model, TrainedModel, TrainRun } from '../../src/models/model.js';
import { COMPONENT_KINDS, OFFLINE_KINDS, axisLength } from '../../src/snapshot/component-kinds.js';
import { blockGraph, interaction } from '../models/block-graph.js';
import { rankOf, scoresOf } from '../models/scores.js';

export interface ModelTraits {
  /** Whether recommendations differ between users, so that the block graph has a right answer for each. */
  readonly personal: boolean;
  /** Whether training takes steps, so that it can be interrupted and resumed. */
  readonly iterative: boolean;
  /** Whether the seed matters. */
  readonly random: boolean;
}

/** What every model must do. `create` gives one that trains on small graphs within a second. */
export function modelContract(name: string, create: () => Model, traits: ModelTraits): void {
  describe(`${name} keeps the contract of a model:`, () => {
    let directory: string;
    beforeEach(async () => {
      directory = await mkdtemp(join(tmpdir(), 'edgewise-model-'));
    });
    afterEach(() => rm(directory, { recursive: true }));

    const train = (dataset: Dataset, run: Partial<TrainRun> = {}): Promise<TrainedModel> =>
      create().train(dataset, { ...runContext(run), seed: 1, ...run });

    it('yields components of known kinds with finite arrays of the right shapes', async () => {
      const { dataset } = blockGraph();
      const { components } = await train(dataset);
      expect(components.length).toBeGreaterThan(0);
      for (const component of components) {
        const rules = (COMPONENT_KINDS[component.kind] ?? OFFLINE_KINDS[component.kind])!;
        expect(Object.keys(component.arrays).sort()).toEqual(Object.keys(rules).sort());
        for (const [array, { rows, columns }] of Object.entries(rules)) {
          const length = axisLength(rows, dataset);
          const width = columns === undefined ? [] : [component.parameters[columns]];
          const named = component.arrays[array]!;
          expect(named.shape).toEqual([length, ...width]);
          expect(named.array).toHaveLength(named.shape.reduce((product, side) => product * side, 1));
          expect(named.array.every(Number.isFinite)).toBe(true);
        }
      }
    });

    it('gives the same result for the same seed', async () => {
      const { dataset } = blockGraph();
      const [first, second] = [await train(dataset), await train(dataset)];
      expect(second.components).toEqual(first.components);
      expect(second.metrics).toEqual(first.metrics);
      if (traits.random) expect((await train(dataset, { seed: 2 })).components).not.toEqual(first.components);
    });

    it('refuses a dataset without interactions', async () => {
      const { dataset } = blockGraph({ blocks: 1, size: 2, usersPerBlock: 1 });
      const { rows, columns } = dataset.interactions;
      const indptr = new Int32Array(rows + 1);
      const empty = { ...dataset, interactions: { rows, columns, indptr, indices: new Int32Array(0), values: null } };
      await expect(train(empty)).rejects.toMatchObject({ code: 'DATASET_EMPTY' });
    });

    it('copes with users who have every item and with users who have one', async () => {
      const everything = Array.from({ length: 6 }, (_, item) => interaction('all', `i${item}`));
      const { components } = await train(
        buildDataset([...everything, interaction('one', 'i3'), interaction('two', 'i5')]),
      );
      expect(Object.values(components[0]!.arrays).every(({ array }) => array.every(Number.isFinite))).toBe(true);
    });

    it('stops as INTERRUPTED when it is asked to before it begins', async () => {
      const { dataset } = blockGraph();
      await expect(train(dataset, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'INTERRUPTED' });
    });

    if (traits.personal) {
      it('recommends to each user of a block graph the one item of her block that she lacks', async () => {
        const { dataset, missing } = blockGraph();
        const { components } = await train(dataset);
        const ranks = Array.from(missing, (item, user) =>
          rankOf(item, scoresOf(components, dataset.interactions, user), dataset.interactions, user),
        );
        expect(ranks).toEqual(ranks.map(() => 1));
      });

      it('leaves DIVERGED rather than NaN when a weight is not a number', async () => {
        const { dataset } = blockGraph();
        const values = new Float32Array(dataset.interactions.indices.length).fill(1).fill(NaN, 3, 4);
        const broken = { ...dataset, interactions: { ...dataset.interactions, values } };
        await expect(train(broken)).rejects.toMatchObject({ code: 'DIVERGED' });
      });
    }

    if (traits.iterative) {
      it('reports steps and epochs as they go', async () => {
        const events: ProgressEvent[] = [];
        const { history } = await train(blockGraph().dataset, { progress: (event) => events.push(event) });
        expect(events.length).toBe(history.reduce((steps, epoch) => steps + epoch.steps, 0));
        expect(events.every(({ done, total }) => done <= total!)).toBe(true);
        expect(history.every(({ loss }) => Number.isFinite(loss))).toBe(true);
      });

      it.each([4, 6])(
        'goes on after an interruption at step %i to the result of an uninterrupted run',
        async (step) => {
          const { dataset } = blockGraph();
          const whole = await train(dataset);
          const stop = new AbortController();
          let steps = 0;
          const progress = (): void => {
            if (++steps === step) stop.abort();
          };
          const interrupted = train(dataset, { checkpointDirectory: directory, progress, signal: stop.signal });
          await expect(interrupted).rejects.toMatchObject({ code: 'INTERRUPTED' });
          const resumed = await train(dataset, { checkpointDirectory: directory, resume: true });
          expect(resumed.components).toEqual(whole.components);
          expect(resumed.metrics).toEqual(whole.metrics);
          expect(resumed.bestEpoch).toBe(whole.bestEpoch);
          expect(resumed.history.map(({ epoch, loss, metrics }) => ({ epoch, loss, metrics }))).toEqual(
            whole.history.map(({ epoch, loss, metrics }) => ({ epoch, loss, metrics })),
          );
        },
      );

      it('resumes a finished run to the same result without a step', async () => {
        const { dataset } = blockGraph();
        const whole = await train(dataset, { checkpointDirectory: directory });
        const events: ProgressEvent[] = [];
        const resumed = await train(dataset, {
          checkpointDirectory: directory,
          resume: true,
          progress: (event) => events.push(event),
        });
        expect(events).toEqual([]);
        expect(resumed.components).toEqual(whole.components);
      });

      it('refuses to resume without a checkpoint, under another seed or on another dataset', async () => {
        const { dataset } = blockGraph();
        const resume = { checkpointDirectory: directory, resume: true };
        await expect(train(dataset, resume)).rejects.toMatchObject({ code: 'CHECKPOINT_MISSING' });
        await train(dataset, { checkpointDirectory: directory });
        await expect(train(dataset, { ...resume, seed: 2 })).rejects.toMatchObject({ code: 'CHECKPOINT_MISMATCH' });
        const other = blockGraph({ blocks: 3 }).dataset;
        await expect(train(other, resume)).rejects.toMatchObject({ code: 'CHECKPOINT_MISMATCH' });
      });
    }
  });
}
