import { GraphQLError, type OperationDefinitionNode, type ValidationRule } from 'graphql';
import { EdgewiseError } from '../../core/errors.js';
import { type QueryShape, ShapeReader } from './query-shape.js';
import type { ServerLimits } from './server-limits.js';

/**
 * Validation rule: QUERY_TOO_LARGE for an operation deeper or wider than the limits. Rules run once per document, so
 * what depends on variables is checked elsewhere (operation-cost.ts).
 */
export function queryShapeRule(limits: ServerLimits): ValidationRule {
  return (context) => {
    const reader = new ShapeReader(context.getDocument());
    return {
      OperationDefinition(operation) {
        const excess = firstExcess(reader.shapeOf(operation), limits);
        if (excess !== undefined) context.reportError(tooLarge(excess, operation));
      },
    };
  };
}

function firstExcess(shape: QueryShape, limits: ServerLimits): string | undefined {
  const checks = [
    ['depth', shape.depth, limits.depth],
    ['number of root fields', shape.fields, limits.rootFields],
    ['number of aliases', shape.aliases, limits.aliases],
    ['number of directives', shape.directives, limits.directives],
  ] as const;
  const excess = checks.find(([, value, limit]) => value > limit);
  return excess && `The ${excess[0]} of the query is ${excess[1]}; the limit is ${excess[2]}.`;
}

function tooLarge(message: string, operation: OperationDefinitionNode): GraphQLError {
  return new GraphQLError(message, {
    nodes: [operation],
    originalError: new EdgewiseError('QUERY_TOO_LARGE', message),
  });
}
