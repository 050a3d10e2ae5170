/** A column of figures is set flush right. */
export interface TableColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** Rows under titles, columns two spaces apart, without trailing blanks; ends with a line break. */
export function renderTable(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string {
  const titles = columns.map((column) => column.title);
  const widths = columns.map((_, index) => Math.max(...[titles, ...rows].map((row) => displayWidth(row[index] ?? ''))));
  return [titles, ...rows]
    .map((row) =>
      columns
        .map((column, index) => pad(row[index] ?? '', widths[index]!, column.align ?? 'left'))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function pad(cell: string, width: number, align: 'left' | 'right'): string {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(cell)));
  return align === 'left' ? cell + blanks : blanks + cell;
}

/** Code points, so that a title outside the basic plane counts once. */
function displayWidth(cell: string): number {
  return Array.from(cell).length;
}
