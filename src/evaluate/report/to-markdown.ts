import type { ReportDocument, ReportTable } from './report-document.js';

/** GitHub-flavored Markdown: headings, paragraphs, tables. */
export function toMarkdown({ title, sections }: ReportDocument): string {
  const blocks = [`# ${escaped(title)}`];
  for (const { heading, paragraphs = [], table } of sections) {
    blocks.push(`## ${escaped(heading)}`, ...paragraphs.map(escaped));
    if (table !== undefined) blocks.push(tableText(table));
  }
  return `${blocks.join('\n\n')}\n`;
}

function tableText({ columns, rows }: ReportTable): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ title }) => escaped(title))),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map((row) => line(row.map(escaped))),
  ].join('\n');
}

/** What would be markup is text: a key or a path may hold anything. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|#]/g, (character) => `\\${character}`)
    .replace(/&/g, '&amp;')
    .replace(/\s*[\r\n]+\s*/g, ' ');
}
