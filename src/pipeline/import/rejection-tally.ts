import { EdgewiseError } from '../../core/errors.js';
import type { Rejection, RowCode } from '../../dataset/formats/row.js';

/** Lines after which the share of rejected ones is looked at for the first time. */
const FIRST_CHECK_LINES = 10_000;

/** Counts rejections by code and refuses an input that has too many of them. */
export class RejectionTally {
  readonly #maxShare: number;
  readonly #consequence: string;
  readonly #byCode = new Map<RowCode, number>();
  #total = 0;
  #isChecked = false;

  /** `maxShare` of the lines, 0–1; `consequence` of a refusal, as a sentence. Errors: BAD_SETTING. */
  constructor(maxShare: number, consequence: string) {
    if (!(maxShare >= 0 && maxShare <= 1)) {
      throw new EdgewiseError('BAD_SETTING', `The share of rejected lines must lie between 0 and 1, not ${maxShare}.`, {
        place: { setting: '--max-rejected' },
      });
    }
    this.#maxShare = maxShare;
    this.#consequence = consequence;
  }

  get total(): number {
    return this.#total;
  }

  get byCode(): Partial<Record<RowCode, number>> {
    return Object.fromEntries([...this.#byCode].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  add({ code }: Rejection): void {
    this.#total++;
    this.#byCode.set(code, (this.#byCode.get(code) ?? 0) + 1);
  }

  /** Early, so that a wrong --map does not read a long file to its end; once, so that a bad stretch later is weighed against the whole. */
  checkEarly(lines: number): void {
    if (this.#isChecked || lines < FIRST_CHECK_LINES) return;
    this.#isChecked = true;
    this.check(lines);
  }

  /** Errors: TOO_MANY_REJECTED. */
  check(lines: number): void {
    if (this.#total <= this.#maxShare * lines) return;
    const codes = Object.entries(this.byCode).map(([code, count]) => `${code} ${count}`);
    throw new EdgewiseError(
      'TOO_MANY_REJECTED',
      `${this.#total} of ${lines} lines were rejected (${codes.join(', ')}), more than the allowed share of ${this.#maxShare}. ` +
        this.#consequence,
    );
  }
}
