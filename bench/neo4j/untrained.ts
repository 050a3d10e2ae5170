import { Random } from '../../src/core/random.js';
import { runContext } from '../../src/core/run-context.js';
import type { Dataset } from '../../src/dataset/dataset.js';
import { datasetFromStore } from '../../src/dataset/from-store.js';
import { restrictEvents } from '../../src/dataset/restrict-events.js';
import { keepEventsOfPairs } from '../../src/dataset/splits/keep-events-of-pairs.js';
import type { Component } from '../../src/snapshot/contents.js';
import { SnapshotDirectory } from '../../src/snapshot/snapshot-directory.js';
import type { BenchRun } from '../harness/bench.js';
import type { Workspace } from '../harness/workspace.js';
import { gowallaOnNeo4j } from './gowalla.js';
import { withStoreOf } from './server.js';

const DIMENSIONS = 64;
const LAYERS = 3;
/** One pair in a hundred is new to the snapshot, so that a refresh has something to compare models by. */
const NEW = 100;

/** A directory with a snapshot of what the server has, less a percent of the pairs, with random vectors. Made once a run. */
export function untrainedSnapshots(run: BenchRun): Promise<string> {
  const made = makings.get(run.workspace) ?? make(run);
  makings.set(run.workspace, made);
  return made;
}

const makings = new WeakMap<Workspace, Promise<string>>();

async function make(run: BenchRun): Promise<string> {
  const { server } = await gowallaOnNeo4j(run);
  const path = run.workspace.path('untrained-snapshots');
  const whole = await withStoreOf(server, (store) => datasetFromStore(store, {}, runContext({ signal: run.signal })));
  const random = Random.stream(5, 'untrained');
  const pairs = Array.from(whole.interactions.indices.keys()).filter(() => random.below(NEW) === 0);
  const dataset = restrictEvents(whole, keepEventsOfPairs(whole, pairs));
  const components = [randomVectors(dataset, random)];
  const about = { hyperparameters: {}, seed: 5, metrics: {}, exportedAt: Date.now() };
  await new SnapshotDirectory(path).publish({ dataset, components, ...about });
  return path;
}

function randomVectors({ users, items }: Dataset, random: Random): Component {
  const table = (rows: number): Component['arrays'][string] => ({
    array: Float32Array.from({ length: rows * DIMENSIONS }, () => random.normal()),
    shape: [rows, DIMENSIONS],
  });
  const itemVectors = table(items.size);
  return {
    kind: 'dot',
    name: 'untrained',
    parameters: { layers: LAYERS, dimensions: DIMENSIONS },
    arrays: {
      users: table(users.size),
      items: itemVectors,
      x0: table(users.size + items.size),
      foldIn: itemVectors,
      itemScales: { array: new Float32Array(items.size).fill(1), shape: [items.size] },
      itemDegrees: { array: new Float64Array(items.size).fill(1), shape: [items.size] },
    },
  };
}
