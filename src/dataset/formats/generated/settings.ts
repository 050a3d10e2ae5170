import { EdgewiseError } from '../../../core/errors.js';

/** A seeded synthetic shop: its users, items and interactions are invented. Sizes and seed are the caller's. */
export interface GeneratedSource {
  readonly format: 'generated';
  readonly seed?: number;
  readonly users?: number;
  readonly items?: number;
  /** About so many events; each user has at least a handful. */
  readonly interactions?: number;
}

export type SampleSettings = Required<Omit<GeneratedSource, 'format'>>;

const DEFAULTS: SampleSettings = { seed: 7, users: 2000, items: 1000, interactions: 60_000 };

/** The settings with defaults filled in. Errors: BAD_SETTING for a size that is not a positive integer. */
export function sampleSettings({ seed, users, items, interactions }: GeneratedSource): SampleSettings {
  const sizes = {
    users: users ?? DEFAULTS.users,
    items: items ?? DEFAULTS.items,
    interactions: interactions ?? DEFAULTS.interactions,
  };
  for (const [name, size] of Object.entries(sizes)) {
    if (!Number.isSafeInteger(size) || size < 1) {
      throw new EdgewiseError('BAD_SETTING', `The sample's ${name} must be a positive integer, not ${size}.`, {
        place: { setting: name },
      });
    }
  }
  return { seed: seed ?? DEFAULTS.seed, ...sizes };
}

/** The sample's thirteen weeks begin on Monday, 2025-01-06, 00:00 UTC. */
export const SAMPLE_START = Date.UTC(2025, 0, 6);
export const SAMPLE_WEEKS = 13;
export const DAY = 86_400_000;
export const WEEK = 7 * DAY;

export function userKey(index: number): string {
  return `sample-user-${String(index + 1).padStart(5, '0')}`;
}

export function itemKey(index: number): string {
  return `sample-item-${String(index + 1).padStart(5, '0')}`;
}
