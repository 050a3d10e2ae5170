import type { ErrorCode } from '../../core/error-catalogue.js';
import type { SnapshotManifest } from '../../snapshot/manifest.js';
import type { RefreshComparison } from '../../snapshot/refresh-record.js';

/** What a refresh spends its time on, in this order. */
export type RefreshStage = 'export' | 'train' | 'validate' | 'publish' | 'writeBack' | 'prune';

/** How one refresh went: one JSON line of the log of runs. Absent is what it did not come to. */
export interface RefreshReport {
  /** ISO 8601. */
  readonly startedAt: string;
  readonly seconds: number;
  /** `unchanged`: the served snapshot is of the same data, nothing was trained. */
  readonly outcome: 'published' | 'refused' | 'unchanged' | 'failed';
  /** Made by this refresh; the served one when unchanged. */
  readonly version?: string;
  readonly start?: 'cold' | 'warm';
  readonly export?: { readonly kind: 'full' | 'incremental'; readonly usersRead: number };
  readonly changedShare?: number;
  readonly counts?: SnapshotManifest['counts'];
  readonly comparison?: RefreshComparison;
  /** On the edges that chose the epoch; none after a warm start. */
  readonly metrics?: Readonly<Record<string, number>>;
  readonly epochs?: number;
  readonly writeBack?: WriteBackReport;
  /** Versions removed. */
  readonly pruned?: number;
  /** Seconds. */
  readonly stages: Readonly<Partial<Record<RefreshStage, number>>>;
  readonly error?: { readonly code: ErrorCode; readonly message: string };
}

export interface WriteBackReport {
  /** Vectors written by this run: those that had moved, or were not there. */
  readonly users: number;
  readonly items: number;
  /** Nodes that lost their vectors because the snapshot does not know them. */
  readonly removed: number;
}

/** Collects a report while the refresh runs, so that a failed one says how far it came. */
export class ReportDraft {
  readonly #startedAt: number;
  readonly #started = performance.now();
  readonly #stages: Partial<Record<RefreshStage, number>> = {};
  #fields: Partial<RefreshReport> = {};

  /** Milliseconds since 1970 UTC. */
  constructor(startedAt: number) {
    this.#startedAt = startedAt;
  }

  add(fields: Partial<RefreshReport>): void {
    this.#fields = { ...this.#fields, ...fields };
  }

  async stage<Result>(name: RefreshStage, work: () => Promise<Result>): Promise<Result> {
    const started = performance.now();
    try {
      return await work();
    } finally {
      this.#stages[name] = (this.#stages[name] ?? 0) + (performance.now() - started) / 1000;
    }
  }

  finish(fields: Pick<RefreshReport, 'outcome' | 'error'>): RefreshReport {
    return {
      startedAt: new Date(this.#startedAt).toISOString(),
      seconds: (performance.now() - this.#started) / 1000,
      ...this.#fields,
      ...fields,
      stages: this.#stages,
    };
  }
}
