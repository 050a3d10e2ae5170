import { Random } from '../../core/random.js';
import { throwIfInterrupted } from '../../core/run-context.js';
import { makeCatalogue } from './generated/catalogue.js';
import { knownEffects, type KnownEffect } from './generated/effects.js';
import {
  SAMPLE_START,
  SAMPLE_WEEKS,
  sampleSettings,
  WEEK,
  type GeneratedSource,
  type SampleSettings,
} from './generated/settings.js';
import { shopperEvents } from './generated/shopper.js';
import type { Row, RowChunk } from './row.js';

export type { GeneratedSource } from './generated/settings.js';

/** What is known of a sample because it was made that way. */
export interface SampleDescription {
  readonly label: string;
  readonly settings: SampleSettings;
  /** Milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly effects: readonly KnownEffect[];
}

export function describeSample(source: GeneratedSource): SampleDescription {
  const settings = sampleSettings(source);
  return {
    label: `Synthetic sample (seed ${settings.seed}): an invented shop. Its users, items and events are made up.`,
    settings,
    from: SAMPLE_START,
    to: SAMPLE_START + SAMPLE_WEEKS * WEEK,
    effects: knownEffects(settings),
  };
}

const CHUNK_ROWS = 10_000;
/** Events that one look leads to on average, the look included; measured. */
const EVENTS_PER_LOOK = 1.46;
const FEWEST_LOOKS = 4;

/** The sample's items, then its events user by user. The same settings give the same rows. Errors: INTERRUPTED. */
export function* generatedChunks(source: GeneratedSource, signal: AbortSignal): Generator<RowChunk> {
  const settings = sampleSettings(source);
  const catalogue = makeCatalogue(settings);
  let rows: Row[] = catalogue.records.map((record) => ({ kind: 'item', record }));
  let lines = 0;
  const chunk = (): RowChunk => {
    lines += rows.length;
    const full = { rows, lines, bytes: 0, totalBytes: 0 };
    rows = [];
    return full;
  };
  for (const [user, looks] of looksOfUsers(settings).entries()) {
    throwIfInterrupted(signal);
    for (const record of shopperEvents(settings.seed, user, looks, catalogue))
      rows.push({ kind: 'interaction', record });
    if (rows.length >= CHUNK_ROWS) yield chunk();
  }
  yield chunk();
}

/** How many items each user looks at: log-normal, so that few users are very active, scaled to the wanted total. */
function looksOfUsers({ seed, users, interactions }: SampleSettings): number[] {
  const random = Random.stream(seed, 'sample activity');
  const activity = Array.from({ length: users }, () => Math.exp(0.8 * random.normal()));
  const total = activity.reduce((sum, value) => sum + value, 0);
  const looks = interactions / EVENTS_PER_LOOK;
  return activity.map((value) => Math.max(FEWEST_LOOKS, Math.round((looks * value) / total)));
}
