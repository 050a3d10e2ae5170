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
  /** Milliseconds since 1970 UTC at which the whole store was last read and trained on from the start. */
  readonly fullAt: number;
  readonly comparison?: RefreshComparison;
}
