const HALF_WIDTH = 10;

/** A bar to the right for what is above zero, to the left for what is below, relative to the largest of a column. */
export function signedBar(value: number, largest: number): string {
  const length = largest > 0 ? Math.round((Math.abs(value) / largest) * HALF_WIDTH) : 0;
  const blanks = ' '.repeat(HALF_WIDTH - length);
  const bar = '█'.repeat(length);
  return value < 0 ? `${blanks}${bar}│` : `${' '.repeat(HALF_WIDTH)}│${bar}`;
}
