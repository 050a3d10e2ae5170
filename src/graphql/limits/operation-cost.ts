import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { LARGEST_PAGE } from '../paging/page-request.js';

/** What a ranking over the whole catalogue counts beside its rows: about 0.6 ms at 41k items. */
const RANKING_COST = 50;
/** What fields count for what they compute, beside their rows. */
const COMPUTING: ReadonlyMap<string, number> = new Map([
  ['User.recommendations', RANKING_COST],
  ['User.neighbors', RANKING_COST],
  ['Item.neighbors', RANKING_COST],
  ['User.influence', RANKING_COST],
  ['Influence.rank', RANKING_COST],
  ['EdgeInfluence.rankWithout', RANKING_COST],
  ['RecommendationEdge.influences', 10],
  ['RecommendationEdge.counterfactual', 5 * RANKING_COST],
  ['Influence.counterfactual', 10 * RANKING_COST], // to ADD, a hundred items are weighed
]);
/** Arguments that are lists, whose every entry is a row of the answer. */
const LIST_ARGUMENTS = ['ids', 'input', 'representations'];
/** The largest set that a search looks for, and the size that COMPUTING counts it with; half of a search grows with it. */
const SEARCH_ARGUMENT = 'maxSize';
const COUNTED_SIZE = 5;
const LARGEST_SIZE = 100;

/** Whether costs depend on an argument of this name. */
export function isCostArgument(name: string): boolean {
  return name === 'first' || name === SEARCH_ARGUMENT || LIST_ARGUMENTS.includes(name);
}

export interface CostedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As the client sent them, not yet coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * An upper bound of the rows that an operation returns, known before it runs: every row of a page or list counts 1 and
 * what is selected below it once per row; fields that compute much count for it (COMPUTING), searches by the size of what
 * they look for. A page counts as asked for (`first`, its
 * variable or its default), at most the largest page, which the resolver enforces.
 */
export function operationCost(costed: CostedOperation): number {
  return new CostReader(costed).operation();
}

class CostReader {
  readonly #costed: CostedOperation;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Cost of a fragment, computed once however often it is spread. */
  readonly #known = new Map<string, number>();

  constructor(costed: CostedOperation) {
    this.#costed = costed;
    const fragments = costed.document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map((node) => [node.name.value, node]));
  }

  operation(): number {
    const { schema, operation } = this.#costed;
    return this.#selections(operation.selectionSet, schema.getRootType(operation.operation));
  }

  #selections(set: SelectionSetNode | undefined, parent: GraphQLNamedType | null | undefined): number {
    if (set === undefined) return 0;
    let cost = 0;
    for (const selection of set.selections) {
      if (this.#isIncluded(selection)) cost += this.#selection(selection, parent);
    }
    return cost;
  }

  #selection(selection: SelectionNode, parent: GraphQLNamedType | null | undefined): number {
    switch (selection.kind) {
      case Kind.FIELD:
        return this.#field(selection, parent);
      case Kind.INLINE_FRAGMENT:
        return this.#selections(selection.selectionSet, this.#type(selection.typeCondition?.name.value) ?? parent);
      case Kind.FRAGMENT_SPREAD:
        return this.#fragment(selection.name.value);
    }
  }

  #fragment(name: string): number {
    const fragment = this.#fragments.get(name);
    if (fragment === undefined) return 0;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const cost = this.#selections(fragment.selectionSet, this.#type(fragment.typeCondition.name.value));
    this.#known.set(name, cost);
    return cost;
  }

  #field(node: FieldNode, parent: GraphQLNamedType | null | undefined): number {
    if (!isObjectType(parent) && !isInterfaceType(parent)) return 0;
    const field = parent.getFields()[node.name.value];
    if (field === undefined) return 0; // __typename and introspection
    const below = this.#selections(node.selectionSet, getNamedType(field.type));
    const rows = this.#rows(node, field);
    const own = (COMPUTING.get(`${parent.name}.${field.name}`) ?? 0) * this.#searched(node, field);
    return own + (rows === undefined ? below : rows * (1 + below));
  }

  /** Rows that the field's arguments ask for; undefined when it has no such argument. */
  #rows(node: FieldNode, field: GraphQLField<unknown, unknown>): number | undefined {
    for (const argument of field.args) {
      if (argument.name === 'first') {
        const first = this.#argument(node, 'first') ?? argument.defaultValue;
        return typeof first === 'number' ? Math.min(Math.max(first, 0), LARGEST_PAGE) : LARGEST_PAGE;
      }
      if (LIST_ARGUMENTS.includes(argument.name)) {
        const list = this.#argument(node, argument.name);
        return Array.isArray(list) ? list.length : 1; // one entry may be sent without its brackets
      }
    }
    return undefined;
  }

  /** How many times what is counted for it a search takes; 1 for what is no search. */
  #searched(node: FieldNode, { args }: GraphQLField<unknown, unknown>): number {
    if (!args.some(({ name }) => name === SEARCH_ARGUMENT)) return 1;
    const given = this.#argument(node, SEARCH_ARGUMENT);
    const size = typeof given === 'number' ? Math.min(Math.max(given, 0), LARGEST_SIZE) : COUNTED_SIZE;
    return (1 + size / COUNTED_SIZE) / 2;
  }

  #argument(node: FieldNode, name: string): unknown {
    const argument = node.arguments?.find((given) => given.name.value === name);
    return argument === undefined ? undefined : this.#value(argument.value);
  }

  #isIncluded({ directives = [] }: SelectionNode): boolean {
    return directives.every((directive) => {
      const condition = directive.arguments?.find((argument) => argument.name.value === 'if');
      const value = condition === undefined ? undefined : this.#value(condition.value);
      return directive.name.value === 'skip'
        ? value !== true
        : directive.name.value === 'include'
          ? value !== false
          : true;
    });
  }

  /** As much of a value as costs depend on: integers, booleans, the length of lists; undefined for null and the rest. */
  #value(node: ValueNode): unknown {
    switch (node.kind) {
      case Kind.INT:
        return Number(node.value);
      case Kind.BOOLEAN:
        return node.value;
      case Kind.LIST:
        return node.values;
      case Kind.VARIABLE:
        return this.#variable(node.name.value);
      default:
        return undefined;
    }
  }

  #variable(name: string): unknown {
    const { variables, operation } = this.#costed;
    if (Object.hasOwn(variables, name)) return variables[name];
    const { variableDefinitions = [] } = operation;
    const node = variableDefinitions.find((definition) => definition.variable.name.value === name)?.defaultValue;
    return node === undefined ? undefined : this.#value(node);
  }

  #type(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : this.#costed.schema.getType(name);
  }
}
