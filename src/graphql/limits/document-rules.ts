import type { ValidationRule } from 'graphql';
import { queryShapeRule } from './query-shape-rule.js';
import { schemaIntrospectionRule } from './schema-introspection-rule.js';
import type { ServerLimits } from './server-limits.js';

/** What a document is held to beside the rules of GraphQL, on whatever way it came. */
export function documentRules(limits: ServerLimits, introspection: boolean): ValidationRule[] {
  return introspection ? [queryShapeRule(limits)] : [queryShapeRule(limits), schemaIntrospectionRule];
}
