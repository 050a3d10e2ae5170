import type { Counter } from 'prom-client';

type Labels<Name extends string> = Readonly<Record<Name, string>>;

/** Counts in plain numbers until a counter is read. */
export class TallyByLabels<Name extends string> {
  /** By what tells labels apart. */
  readonly #tallies = new Map<string | number, { readonly labels: Labels<Name>; count: number }>();

  /** `labels` is asked once for each key. */
  count(key: string | number, labels: () => Labels<Name>): void {
    const tally = this.#tallies.get(key);
    if (tally === undefined) this.#tallies.set(key, { labels: labels(), count: 1 });
    else tally.count++;
  }

  /** Adds what was counted since the last time. */
  moveTo(counter: Counter<Name>): void {
    for (const tally of this.#tallies.values()) {
      counter.inc({ ...tally.labels }, tally.count);
      tally.count = 0;
    }
  }
}
