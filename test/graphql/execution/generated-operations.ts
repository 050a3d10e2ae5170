import fc from 'fast-check';
import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** Names that mean something to JavaScript, beside plain ones. */
const ALIASES = ['a', 'b', 'then', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'length'];
const DECLARATIONS = ['$yes: Boolean! = true', '$no: Boolean! = false', '$few: Int = 2'];
const DEEPEST = 5;

export interface GeneratedOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Valid queries of a schema: fields, aliases, fragments, directives, arguments as literals; `$yes`, `$no`, `$few` vary. */
export function generatedOperations(schema: GraphQLSchema, keys: readonly string[]): fc.Arbitrary<GeneratedOperation> {
  const generator = new OperationGenerator(schema, keys);
  return fc
    .record({
      selections: generator.selections(schema.getQueryType()!, 0),
      variables: fc.record(
        { yes: fc.boolean(), no: fc.boolean(), few: fc.integer({ min: -1, max: 4 }) },
        { requiredKeys: [] },
      ),
    })
    .map(({ selections, variables }) => {
      const declared = DECLARATIONS.filter((declaration) => selections.includes(declaration.split(':')[0]!));
      const head = declared.length === 0 ? '' : `query Generated(${declared.join(', ')})`;
      return { query: `${head} { __typename ${selections} }`, variables };
    });
}

class OperationGenerator {
  readonly #schema: GraphQLSchema;
  readonly #keys: readonly string[];

  constructor(schema: GraphQLSchema, keys: readonly string[]) {
    this.#schema = schema;
    this.#keys = keys;
  }

  selections(type: GraphQLNamedType, depth: number): fc.Arbitrary<string> {
    return fc
      .array(this.#selection(type, depth), { minLength: 1, maxLength: depth === 0 ? 4 : 3 })
      .map((selections) => uniquely(selections).join(' '));
  }

  #selection(type: GraphQLNamedType, depth: number): fc.Arbitrary<string> {
    if (!isObjectType(type) && !isInterfaceType(type)) return fc.constant('__typename');
    const fields = Object.values(type.getFields()).filter(
      (field) => depth < DEEPEST || !isCompositeType(getNamedType(field.type)),
    );
    const options: fc.Arbitrary<string>[] = [fc.constant('__typename')];
    if (fields.length > 0) options.push(fc.constantFrom(...fields).chain((field) => this.#field(field, depth)));
    if (depth < DEEPEST) {
      const types = isInterfaceType(type) ? this.#schema.getPossibleTypes(type) : [type];
      const fragment = fc
        .constantFrom(...types)
        .chain((narrow) =>
          fc
            .tuple(directives(), this.selections(narrow, depth + 1))
            .map(([directive, below]) => `... on ${narrow.name} ${directive} { ${below} }`),
        );
      options.push(fragment);
    }
    return fc.oneof(...options.map((arbitrary, index) => ({ arbitrary, weight: index === 1 ? 6 : 1 })));
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): fc.Arbitrary<string> {
    const type = getNamedType(field.type);
    const below = isCompositeType(type)
      ? this.selections(type, depth + 1).map((text) => `{ ${text} }`)
      : fc.constant('');
    const alias = fc.option(fc.constantFrom(...ALIASES), { nil: undefined, freq: 3 });
    return fc
      .tuple(alias, this.#arguments(field.args), directives(), below)
      .map(([name, given, directive, rest]) => `${name ? `${name}: ` : ''}${field.name}${given} ${directive} ${rest}`);
  }

  #arguments(args: readonly GraphQLArgument[]): fc.Arbitrary<string> {
    if (args.length === 0) return fc.constant('');
    const each = args.map((argument) => {
      const value = this.#value(argument.name, argument.type).map((text) => `${argument.name}: ${text}`);
      return isNonNullType(argument.type) ? value : fc.option(value, { nil: undefined });
    });
    return fc.tuple(...each).map((given) => {
      const texts = given.filter((text) => text !== undefined);
      return texts.length === 0 ? '' : `(${texts.join(', ')})`;
    });
  }

  #value(name: string, type: GraphQLInputType): fc.Arbitrary<string> {
    if (isNonNullType(type)) return this.#value(name, type.ofType);
    if (isListType(type)) {
      const items = fc.array(this.#value(name, type.ofType), { maxLength: 3 });
      return items.map((values) => `[${values.join(', ')}]`);
    }
    if (isEnumType(type)) return fc.constantFrom(...type.getValues().map((value) => value.name));
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).map((field) => {
        const value = this.#value(field.name, field.type).map((text) => `${field.name}: ${text}`);
        return isNonNullType(field.type) ? value : fc.option(value, { nil: undefined });
      });
      return fc.tuple(...fields).map((given) => `{${given.filter((text) => text !== undefined).join(', ')}}`);
    }
    switch (type.name) {
      case 'Int':
        return name === 'first' ? fc.constantFrom('0', '1', '2', '3', '-1', '$few') : fc.constantFrom('0', '1', '2');
      case 'Float':
        return fc.constantFrom('0', '0.5', '2');
      case 'Boolean':
        return fc.constantFrom('true', 'false', '$yes');
      default:
        return fc.constantFrom(...this.#keys.map((key) => JSON.stringify(key)));
    }
  }
}

function directives(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.constant('') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('@include(if: $yes)', '@skip(if: $no)', '@skip(if: $yes)', '@include(if: true)'),
    },
  );
}

/** Without selections that answer under one name: most would not merge. */
function uniquely(selections: readonly string[]): string[] {
  const seen = new Set<string>();
  return selections.filter((selection) => {
    const name = selection.startsWith('...') ? selection : /^\w+/.exec(selection)![0];
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}
