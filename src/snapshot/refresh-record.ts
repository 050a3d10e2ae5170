/** Two models on the same edges, which neither was trained on. */
export interface RefreshComparison {
  readonly metric: string;
  readonly candidate: number;
  readonly served: number;
  readonly servedVersion: string;
  /** How much was compared on. */
  readonly users: number;
  readonly edges: number;
}

/** How a refresh made a version; absent where `train` did. */
export interface RefreshRecord {
  /** `refused`: kept for a look, never served unless a person rolls to it by name. */
  readonly outcome: 'published' | 'refused';
  readonly start: 'cold' | 'warm';
  /** Version that a warm start went on from. */
  readonly from?: string;
  /** Share of the pairs that came or went since the version before; 1 where nothing came before. */
  readonly changedShare: number;
  /** Refreshes since the last that read the whole store and trained from the start; 0 for such a one. */
  readonly sinceFull: number;
  readonly comparison?: RefreshComparison;
}
