import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import type { AttributeValue } from '../../store/interaction-store.js';

export const timestampScalar = new GraphQLScalarType<number, number>({
  name: 'Timestamp',
  serialize: parseTimestamp,
  parseValue: parseTimestamp,
  parseLiteral: (node) => parseTimestamp(literalValue(node)),
});

export const attributeValueScalar = new GraphQLScalarType<AttributeValue, AttributeValue>({
  name: 'AttributeValue',
  serialize: parseAttributeValue,
  parseValue: parseAttributeValue,
  parseLiteral: (node) => parseAttributeValue(literalValue(node)),
});

function parseTimestamp(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new GraphQLError('Timestamp must be a whole number of milliseconds since 1970, at least 0.');
}

function parseAttributeValue(value: unknown): AttributeValue {
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return value as AttributeValue;
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value;
  throw new GraphQLError('AttributeValue must be a string, number, boolean or list of strings.');
}

function literalValue(node: ValueNode): unknown {
  switch (node.kind) {
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.STRING:
    case Kind.BOOLEAN:
      return node.value;
    case Kind.LIST:
      return node.values.map(literalValue);
    default:
      return undefined;
  }
}
