import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GraphQLSchema, parse, validate } from 'graphql';

/** Every GraphQL document that a test of this folder writes out, as far as it fits the schema. */
export function documentsOfTests(schema: GraphQLSchema): string[] {
  const root = join(import.meta.dirname, '..');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
  const literals = files.flatMap((name) => stringLiterals(readFileSync(join(root, name), 'utf8')));
  return [...new Set(literals.filter((text) => fits(text, schema)))];
}

function stringLiterals(source: string): string[] {
  return [...source.matchAll(/'([^'\n]*)'|`([^`]*)`/g)].map(([, plain, template]) => (plain ?? template)!.trim());
}

function fits(text: string, schema: GraphQLSchema): boolean {
  if (!/^(\{|query|mutation|fragment)/.test(text)) return false;
  try {
    return validate(schema, parse(text)).length === 0;
  } catch {
    return false; // no GraphQL, or a template with places to fill
  }
}
