/** A report as what it says, before it is written as Markdown or HTML. */
export interface ReportDocument {
  readonly title: string;
  readonly sections: readonly ReportSection[];
}

export interface ReportSection {
  readonly heading: string;
  readonly paragraphs?: readonly string[];
  readonly table?: ReportTable;
  /** Drawn in HTML alone; the table says the same to readers of Markdown. */
  readonly charts?: readonly Chart[];
}

export interface ReportTable {
  readonly columns: readonly { readonly title: string; readonly align?: 'left' | 'right' }[];
  readonly rows: readonly (readonly string[])[];
}

export type Chart = LineChart | BarChart;

export interface LineChart {
  readonly kind: 'lines';
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly series: readonly { readonly name: string; readonly points: readonly (readonly [number, number])[] }[];
}

export interface BarChart {
  readonly kind: 'bars';
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly categories: readonly string[];
  /** Values are 0 or more, one a category. */
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}
