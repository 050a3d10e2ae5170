/** Halvings of a bracket: level 0 is the full training on all folds. */
export const LEVELS = [2, 1, 0] as const;

export type Level = (typeof LEVELS)[number];

/** One of so many goes on to the next level. */
const ETA = 3;

/** Configurations that a bracket of `size` has at a level. */
export function survivors(size: number, level: Level): number {
  return Math.ceil(size / ETA ** (2 - level));
}

/** What a trial of a level is given. */
export interface Fidelity {
  readonly folds: number;
  /** Absent where nothing is trained in epochs. */
  readonly epochs?: number;
}

/** A level below: half of the epochs, one fold less. */
export function fidelityOf(level: Level, full: Fidelity): Fidelity {
  return {
    folds: Math.max(1, full.folds - level),
    ...(full.epochs !== undefined && { epochs: Math.ceil(full.epochs / 2 ** level) }),
  };
}

/** What a fidelity costs, in units of one epoch, or one training, on one fold. */
export function unitsOf({ folds, epochs = 1 }: Fidelity): number {
  return folds * epochs;
}

/** The largest bracket, of up to 27 configurations, whose trials cost no more than so many units; undefined for none. */
export function affordableSize(units: number, full: Fidelity): number | undefined {
  const sizes = [27, 21, 15, 12, 9, 6, 3, 2, 1];
  return sizes.find((size) => {
    const costs = LEVELS.map((level) => survivors(size, level) * newUnits(level, full));
    return costs.reduce((sum, cost) => sum + cost, 0) <= units;
  });
}

/** Units of a level's trials that the level before has not tried: without epochs, only further folds are new. */
function newUnits(level: Level, full: Fidelity): number {
  const units = unitsOf(fidelityOf(level, full));
  return full.epochs === undefined && level < 2 ? units - unitsOf(fidelityOf((level + 1) as Level, full)) : units;
}
