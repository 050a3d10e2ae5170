import { GraphQLError, type ValidationRule } from 'graphql';

/** What `__type` still answers of a type whose name the client knows: enough to probe a server, not to map its schema. */
const OPEN_FIELDS = new Set(['name', 'kind', 'description', '__typename']);

/**
 * Validation rule for servers that do not show their schema: refuses `__schema`, and below `__type` everything that
 * leads to other types. `__type` itself stays, because GraphQL over HTTP is probed with it.
 */
export const schemaIntrospectionRule: ValidationRule = (context) => ({
  Field(node) {
    const name = node.name.value;
    const refused = name === '__schema' || (context.getParentType()?.name === '__Type' && !OPEN_FIELDS.has(name));
    if (refused) {
      context.reportError(
        new GraphQLError(`Introspection of the schema is switched off: \`${name}\`.`, { nodes: [node] }),
      );
    }
  },
});
