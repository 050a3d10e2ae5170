import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from 'graphql';
import type { Random } from '../../../src/core/random.js';

const DEEPEST = 6;

/** Operations that the schema allows, drawn: most are within the limits, some are not. */
export class GeneratedQueries {
  readonly #schema: GraphQLSchema;
  readonly #random: Random;

  constructor(schema: GraphQLSchema, random: Random) {
    this.#schema = schema;
    this.#random = random;
  }

  next(): string {
    const isMutation = this.#random.below(20) === 0;
    const root = isMutation ? this.#schema.getMutationType() : this.#schema.getQueryType();
    const fields = this.#selections(root!, DEEPEST);
    const name = this.#random.below(3) === 0 ? '' : ` Q${this.#random.below(50)}`;
    return `${isMutation ? 'mutation' : 'query'}${name} ${fields}`;
  }

  #selections(type: GraphQLNamedType, depth: number): string {
    if (!isObjectType(type) && !isInterfaceType(type)) return '';
    const fields = Object.values(type.getFields());
    const chosen = fields.filter(() => this.#random.below(fields.length) < 2);
    const parts = chosen.flatMap((field) => {
      const below = getNamedType(field.type);
      const isLeaf = !isObjectType(below) && !isInterfaceType(below);
      if (!isLeaf && depth === 0) return [];
      const alias = this.#random.below(8) === 0 ? `a${this.#random.below(5)}${field.name}: ` : '';
      return [
        `${alias}${field.name}${this.#arguments(field.args)} ${isLeaf ? '' : this.#selections(below, depth - 1)}`,
      ];
    });
    if (parts.length === 0 || this.#random.below(10) === 0) parts.push('__typename');
    if (isInterfaceType(type) && this.#random.below(2) === 0) parts.push('... on User { key } ... on Item { title }');
    return `{ ${parts.join(' ')} }`;
  }

  #arguments(args: readonly GraphQLArgument[]): string {
    const given = args.filter((argument) => isNonNullType(argument.type) || this.#random.below(2) === 0);
    if (given.length === 0) return '';
    return `(${given.map((argument) => `${argument.name}: ${this.#argument(argument)}`).join(', ')})`;
  }

  #argument({ name, type }: GraphQLArgument): string {
    const { below } = { below: (bound: number): number => this.#random.below(bound) };
    if (/^(key|userKey)$/.test(name)) return `"${['u1', 'u7', 'nobody', '', '\\u0000', 'ä'.repeat(300)][below(6)]}"`;
    if (name === 'itemKey') return `"${['i1', 'i40', 'nothing'][below(3)]}"`;
    return this.#value(type, 3);
  }

  #value(type: GraphQLInputType, depth: number): string {
    if (isNonNullType(type)) return this.#value(type.ofType, depth);
    if (this.#random.below(15) === 0) return 'null';
    if (isListType(type))
      return `[${Array.from({ length: this.#random.below(4) }, () => this.#value(type.ofType, depth - 1)).join(', ')}]`;
    if (isEnumType(type)) return type.getValues()[this.#random.below(type.getValues().length)]!.name;
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter(
        (field) => isNonNullType(field.type) || this.#random.below(2) === 0,
      );
      return `{ ${fields.map((field) => `${field.name}: ${this.#value(field.type, depth - 1)}`).join(', ')} }`;
    }
    return isScalarType(type) ? this.#scalar(type.name) : 'null';
  }

  #scalar(name: string): string {
    const pick = (...values: string[]): string => values[this.#random.below(values.length)]!;
    switch (name) {
      case 'Int':
        return pick('0', '1', '5', '20', '100', '101', '-1', '2147483647', '2147483648');
      case 'Float':
        return pick('0', '1', '0.5', '-1', '1e308', '1e309', '1e-320');
      case 'Boolean':
        return pick('true', 'false');
      case 'Timestamp':
        return pick('0', '1767225600000', '-1', '9007199254740993', '"x"');
      case 'AttributeValue':
        return pick('"food"', '1', 'true', '["a", "b"]', '{ a: 1 }', 'ENUM');
      default:
        return pick('"u1"', '""', '"VXNlcjp1MQ"', '"\\u2028"', '"☃"', `"${'x'.repeat(600)}"`, '"Zm9v"');
    }
  }
}
