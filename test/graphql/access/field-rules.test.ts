import { describe, expect, it } from '@jest/globals';
import { getNamedType, type GraphQLSchema, isInterfaceType, isObjectType, isUnionType } from 'graphql';
import { FIELD_RULES } from '../../../src/graphql/access/field-rules.js';
import { createSubgraphSchema } from '../../../src/graphql/federation/subgraph-schema.js';
import { createSchema } from '../../../src/graphql/schema.js';

/** Fields of a type that lead to users by their own type, a list, or the edges and nodes of a connection. */
function leadsToUsers(schema: GraphQLSchema, name: string, seen = new Set<string>()): boolean {
  if (name === 'User') return true;
  if (seen.has(name)) return false;
  seen.add(name);
  const type = schema.getType(name);
  if (isUnionType(type)) return type.getTypes().some((member) => leadsToUsers(schema, member.name, seen));
  if (isInterfaceType(type))
    return schema.getPossibleTypes(type).some((member) => leadsToUsers(schema, member.name, seen));
  if (!isObjectType(type) || !/(Connection|Edge|Payload|Changed)$/.test(name)) return false;
  return Object.values(type.getFields()).some((field) => leadsToUsers(schema, getNamedType(field.type).name, seen));
}

/** What a client who may only write is told of users. */
const TOLD_TO_WRITERS = ['id', 'key', 'revision'];

describe.each([
  ['API', createSchema()],
  ['subgraph', createSubgraphSchema()],
])('The table of rules for fields of the %s', (_name, schema) => {
  it('has every field of a root type', () => {
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter(Boolean);
    const names = roots.flatMap((root) => Object.keys(root!.getFields()).map((field) => `${root!.name}.${field}`));
    expect(names.length).toBeGreaterThan(8);
    expect(names.filter((name) => !FIELD_RULES.has(name))).toEqual([]);
  });

  it('has every field that leads from an object to users, but those of connections and answers', () => {
    const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) && !type.name.startsWith('__') && !/(Connection|Edge|Payload|Changed)$/.test(type.name)
        ? Object.values(type.getFields())
            .filter((field) => leadsToUsers(schema, getNamedType(field.type).name))
            .map((field) => `${type.name}.${field.name}`)
        : [],
    );
    expect(fields).toContain('User.neighbors');
    expect(fields.filter((name) => !FIELD_RULES.has(name))).toEqual([]);
  });

  it('lets nobody who may not read see more of a user than who she is', () => {
    const user = schema.getType('User');
    const fields = isObjectType(user) ? Object.keys(user.getFields()) : [];
    expect(fields.filter((name) => FIELD_RULES.get(`User.${name}`)?.needs !== 'read')).toEqual(TOLD_TO_WRITERS);
  });
});
