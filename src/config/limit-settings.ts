import { type SettingDefinition, settingWithoutDefault } from './setting-definition.js';
import { integer } from './value-types.js';

/** What one request may ask of the server. The server owns the defaults (graphql/limits); a test holds the notes to them. */
export const LIMIT_SETTINGS = {
  maxBodyBytes: limit('body-bytes', 'bodyBytes', '102400', 'bytes of the body of a request'),
  maxTokens: limit('tokens', 'tokens', '1000', 'tokens of a query'),
  maxDepth: limit('depth', 'depth', '12', 'fields within fields, fragments expanded'),
  maxAliases: limit('aliases', 'aliases', '30', 'aliases of a query, fragments expanded'),
  maxRootFields: limit('root-fields', 'rootFields', '20', 'fields at the root of a query, fragments expanded'),
  maxDirectives: limit('directives', 'directives', '50', 'directives of a query, fragments expanded'),
  maxCost: limit('cost', 'cost', '10000', 'rows that a query may return; see docs/api.md'),
  maxListEntries: limit('list-entries', 'listEntries', '2000', 'entries of a list in the variables'),
  maxVariableValues: limit('variable-values', 'variableValues', '10000', 'values in the variables'),
  maxSelections: limit('selections', 'recursiveSelections', '10000', 'selections of a query, fragments expanded'),
  maxErrors: limit('errors', 'errors', '5', 'errors shown of one query or its variables'),
} as const;

function limit(
  name: string,
  key: string,
  defaultNote: string,
  description: string,
): SettingDefinition<number, undefined> {
  return settingWithoutDefault({
    flag: `--max-${name} <n>`,
    variable: `EDGEWISE_MAX_${name.replaceAll('-', '_').toUpperCase()}`,
    key: `max${key.charAt(0).toUpperCase()}${key.slice(1)}`,
    type: integer(1, 1_000_000_000),
    defaultNote,
    description: `most ${description}`,
  });
}
