/** In order of preference where two would give as many columns. */
const DELIMITERS = ['\t', ',', ';', '|'] as const;

/** The delimiter that cuts the first line of a file into most columns, quoted parts aside; a comma where none does. */
export function detectDelimiter(firstLine: string): string {
  const bare = firstLine.replace(/"(?:[^"]|"")*"/g, '');
  const cuts = (delimiter: string): number => bare.split(delimiter).length;
  return DELIMITERS.reduce<string>((best, delimiter) => (cuts(delimiter) > cuts(best) ? delimiter : best), ',');
}
