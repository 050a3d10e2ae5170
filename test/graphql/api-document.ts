import { readFileSync } from 'node:fs';

export interface Example {
  readonly heading: string;
  readonly query: string;
  readonly answer: unknown;
}

export const apiDocument = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');

/** Every query of docs/api.md with the answer that stands below it, in their order. */
export function documentedExamples(): Example[] {
  const blocks = apiDocument.matchAll(
    /^#+ (?<heading>[^\n]+)$|^```graphql\n(?<query>.*?)^```\n\n```json\n(?<answer>.*?)^```$/gms,
  );
  const examples: Example[] = [];
  let heading = '';
  for (const { groups = {} } of blocks) {
    heading = groups['heading'] ?? heading;
    const { query, answer } = groups;
    if (query !== undefined) examples.push({ heading, query, answer: JSON.parse(answer ?? '') });
  }
  return examples;
}

/** Whether an answer is the documented one: `…` stands for any text, and numbers are as precise as they are written. */
export function isAsDocumented(documented: unknown, answer: unknown): boolean {
  if (documented === '…') return typeof answer === 'string' && answer !== '';
  if (typeof documented === 'number' && typeof answer === 'number') return Math.abs(documented - answer) <= 5e-5;
  if (!isObject(documented) || !isObject(answer)) return documented === answer;
  const names = Object.keys(documented);
  return (
    Array.isArray(documented) === Array.isArray(answer) &&
    names.length === Object.keys(answer).length &&
    names.every((name) => Object.hasOwn(answer, name) && isAsDocumented(documented[name], answer[name]))
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
