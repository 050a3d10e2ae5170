import { writeFile } from 'node:fs/promises';
import { SETTINGS, type SettingName } from '../../src/config/settings-table.js';
import type { Configuration } from '../../src/tune/search-space.js';
import { runEdgewise } from '../harness/edgewise-process.js';
import type { Workspace } from '../harness/workspace.js';

export interface PublishedTask {
  readonly dataset: string;
  readonly model: string;
  readonly seed: number;
  /** What differs from the model's defaults, as it was frozen. */
  readonly settings: Configuration;
}

export interface PublishedRun {
  readonly recall: number;
  readonly ndcg: number;
  readonly epochs: number;
  readonly bestEpoch: number;
  /** What the model chose on held-out edges of the training side. */
  readonly choice: Readonly<Record<string, number>>;
  /** Of the whole command: reading, choosing, training and ranking. */
  readonly seconds: number;
  /** Bytes. */
  readonly peakRss: number;
}

/** What the readings need of `evaluate --json`. */
interface EvaluateAnswer extends Pick<PublishedRun, 'epochs' | 'bestEpoch' | 'choice' | 'peakRss'> {
  readonly metrics: Readonly<Record<string, number>>;
}

export function publishedFiles(dataset: string): readonly [train: string, test: string] {
  return [`../shared/data/${dataset}/train.txt`, `../shared/data/${dataset}/test.txt`];
}

/** `edgewise evaluate` on a published split, as a user runs it: one reading of its test side. */
export async function runPublished(
  { dataset, model, seed, settings }: PublishedTask,
  { workspace, signal }: { readonly workspace: Workspace; readonly signal: AbortSignal },
): Promise<PublishedRun> {
  const [train, test] = publishedFiles(dataset);
  const config = workspace.path('settings.json');
  const named = Object.entries(settings).map(([name, value]) => [SETTINGS[name as SettingName].key, value]);
  await writeFile(config, JSON.stringify(Object.fromEntries(named)));
  const words = ['evaluate', '--model', model, '--seed', `${seed}`, '--config', config];
  const run = await runEdgewise([...words, '--format', 'lightgcn', '--train', train, '--test', test], signal);
  const { metrics, epochs, bestEpoch, choice, peakRss } = run.answer as EvaluateAnswer;
  const [recall, ndcg] = [metrics['recall@20'] ?? Number.NaN, metrics['ndcg@20'] ?? Number.NaN];
  return { recall, ndcg, epochs, bestEpoch, choice, seconds: run.seconds, peakRss };
}

/** For a note beside the figures. */
export function describeRun({ epochs, bestEpoch, choice, seconds, peakRss }: PublishedRun): string {
  const chosen = Object.entries(choice).map(([name, value]) => `${name} ${value}`);
  const cost = `${seconds.toFixed(0)} s, peak ${(peakRss / 1e6).toFixed(0)} MB`;
  return [`${epochs} epochs, best ${bestEpoch}`, ...chosen, cost].join(', ');
}
