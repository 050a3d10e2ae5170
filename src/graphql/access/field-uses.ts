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
  type SelectionSetNode,
} from 'graphql';

/** One place in an operation where a field is asked for. */
export interface FieldUse {
  /** `Type.field`. */
  readonly name: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
}

/**
 * Every use of a field in an operation, fragments included, each of them once however often it is spread. Fields that
 * `@skip` would leave out count: what an operation may do does not hang on its variables. Introspection is left out.
 */
export function fieldUses(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly FieldUse[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const entered = new Set<string>();
  const uses: FieldUse[] = [];
  visit(operation.selectionSet, schema.getRootType(operation.operation));
  return uses;

  function visit(set: SelectionSetNode | undefined, parent: GraphQLNamedType | null | undefined): void {
    for (const selection of set?.selections ?? []) {
      switch (selection.kind) {
        case Kind.FIELD:
          visitField(selection, parent);
          break;
        case Kind.INLINE_FRAGMENT:
          visit(selection.selectionSet, typeNamed(selection.typeCondition?.name.value) ?? parent);
          break;
        case Kind.FRAGMENT_SPREAD:
          visitFragment(selection.name.value);
      }
    }
  }

  function visitField(node: FieldNode, parent: GraphQLNamedType | null | undefined): void {
    if (!isObjectType(parent) && !isInterfaceType(parent)) return;
    const field = parent.getFields()[node.name.value];
    if (field === undefined) return; // __typename and introspection
    uses.push({ name: `${parent.name}.${field.name}`, field, node });
    visit(node.selectionSet, getNamedType(field.type));
  }

  function visitFragment(name: string): void {
    if (entered.has(name)) return;
    entered.add(name);
    const fragment = fragments.get(name);
    visit(fragment?.selectionSet, typeNamed(fragment?.typeCondition.name.value));
  }

  function typeNamed(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : schema.getType(name);
  }
}
