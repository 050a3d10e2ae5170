import type { Workspace } from './workspace.js';

/** One benchmark: `npm run bench -- NAME`. */
export interface Bench {
  readonly name: string;
  readonly summary: string;
  /** In the order in which they are measured; `--only` chooses among their names. */
  readonly sections: readonly Section[];
}

/** What is measured together. */
export interface Section {
  readonly name: string;
  /** Files, relative to the repository's root, without which the section is skipped. */
  readonly needs: readonly string[];
  readonly bars: readonly BarDefinition[];
  /** Figures by name of bar. What it throws is a reading too: its bars are reported as failed. */
  measure(bench: BenchRun): Promise<Measurement>;
}

/** A figure that an issue sets. `limit` is the and is never edited to fit; null where it asks to be told alone. */
export interface BarDefinition {
  readonly name: string;
  readonly limit: number | null;
  readonly unit: string;
  /** How the value must lie to the limit: `within` and `atLeast` include it. */
  readonly passes: 'above' | 'atLeast' | 'below' | 'within';
}

export interface Measurement {
  readonly values: Readonly<Record<string, number>>;
  /** Why a bar has no figure on this machine, by name of bar; neither met nor missed. */
  readonly skipped?: Readonly<Record<string, string>>;
  /** What else was seen, for people. */
  readonly note?: string;
  /** The same of one bar, by its name. */
  readonly notes?: Readonly<Record<string, string>>;
}

export interface BenchRun {
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
  /** How long what runs for minutes runs, where a shorter look is enough; the issue's own length when absent. */
  readonly minutes?: number;
  /** Says on stderr what is going on. */
  readonly say: (message: string) => void;
}
