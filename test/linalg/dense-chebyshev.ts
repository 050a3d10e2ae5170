/** Rows of numbers. */
export type Table = readonly (readonly number[])[];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const product = (a: Table, b: Table): number[][] =>
  a.map((row) => b[0]!.map((_, column) => sum(row.map((value, k) => value * b[k]![column]!))));

/** The scores of linalg/chebyshev-filter.ts for every user, entry by entry in float64 → [users][items]. */
export function denseChebyshev(table: Table, beta: number, coefficients: readonly number[]): number[][] {
  const userDegrees = table.map(sum);
  const itemDegrees = table[0]!.map((_, item) => sum(table.map((row) => row[item]!)));
  const w = table.map((row, user) =>
    row.map((value, item) => (value === 0 ? 0 : value / Math.sqrt(userDegrees[user]! * itemDegrees[item]!))),
  );
  const items = [...itemDegrees.keys()];
  const identity = items.map((i) => items.map((j) => Number(i === j)));
  const wtw = product(
    items.map((i) => w.map((row) => row[i]!)),
    w,
  );
  const shift = identity.map((row, i) => row.map((value, j) => value - 2 * wtw[i]![j]!));
  const terms = [identity, shift];
  while (terms.length < coefficients.length) {
    const [before, last] = terms.slice(-2) as [number[][], number[][]];
    terms.push(product(shift, last).map((row, i) => row.map((value, j) => 2 * value - before[i]![j]!)));
  }
  const filter = identity.map((row, i) => row.map((_, j) => sum(coefficients.map((c, k) => c * terms[k]![i]![j]!))));
  const scale = (item: number, power: number): number => (itemDegrees[item]! > 0 ? itemDegrees[item]! ** power : 0);
  return table.map((row) =>
    items.map((i) => scale(i, beta) * sum(items.map((j) => filter[i]![j]! * scale(j, -beta) * row[j]!))),
  );
}
