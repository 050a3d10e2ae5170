import { readFileSync } from 'node:fs';
import type { StatementName } from './statement-table.js';

/** One file of cypher/: its text as it is sent, and what its header says of it. */
export interface Statement {
  readonly text: string;
  /** Parameter names, without `$`. */
  readonly parameters: readonly string[];
  /** Column names in order; empty for a statement that answers nothing. */
  readonly columns: readonly string[];
}

const FOLDER = new URL('../../cypher/', import.meta.url);
const read = new Map<string, Statement>();

/** The statement of cypher/NAME.cypher, read once. Values travel as parameters, never as text. */
export function statement(name: StatementName): Statement {
  let known = read.get(name);
  if (known === undefined) {
    known = parseStatement(readFileSync(new URL(`${name}.cypher`, FOLDER), 'utf8'));
    read.set(name, known);
  }
  return known;
}

/** Splits a file into header comment and text; the header's `parameters:` and `columns:` run until the next label. */
function parseStatement(file: string): Statement {
  const lines = file.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('//'));
  const header = lines
    .slice(0, end)
    .map((line) => line.slice(2).trim())
    .join(' ');
  const parameters = /parameters: (.*) columns: /.exec(header)?.[1] ?? '';
  const columns = /columns: (.*)$/.exec(header)?.[1] ?? 'none';
  return {
    text: lines.slice(end).join('\n').trim(),
    parameters: [...parameters.matchAll(/\$(\w+)/g)].map((match) => match[1]!),
    columns:
      columns === 'none'
        ? []
        : columns
            .replaceAll(/\([^)]*\)/g, '')
            .split(',')
            .map((name) => name.trim()),
  };
}
