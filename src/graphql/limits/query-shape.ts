import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** How large an operation is to execute, fragments expanded. Sums may exceed what fits memory: they are only compared. */
export interface QueryShape {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields at the level of the selection set itself. */
  readonly fields: number;
  /** At every level. */
  readonly allFields: number;
}

const EMPTY: QueryShape = { depth: 0, aliases: 0, directives: 0, fields: 0, allFields: 0 };

/** Measures operations of one document; each fragment is measured once, so that nesting them costs nothing. */
export class ShapeReader {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #measured = new Map<string, QueryShape>();

  constructor(document: DocumentNode) {
    const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map((node) => [node.name.value, node]));
  }

  shapeOf(operation: OperationDefinitionNode): QueryShape {
    return withDirectives(this.#selections(operation.selectionSet), operation.directives);
  }

  #selections(set: SelectionSetNode | undefined): QueryShape {
    return (set?.selections ?? []).map((selection) => this.#selection(selection)).reduce(join, EMPTY);
  }

  #selection(selection: SelectionNode): QueryShape {
    switch (selection.kind) {
      case Kind.FIELD: {
        const below = this.#selections(selection.selectionSet);
        const isIntrospection = selection.name.value.startsWith('__');
        const shape = {
          // Introspection nests deep by nature; graphql-js has a rule of its own for it.
          depth: isIntrospection ? 0 : below.depth + 1,
          aliases: below.aliases + (selection.alias === undefined ? 0 : 1),
          directives: below.directives,
          fields: 1,
          allFields: below.allFields + 1,
        };
        return withDirectives(shape, selection.directives);
      }
      case Kind.INLINE_FRAGMENT:
        return withDirectives(this.#selections(selection.selectionSet), selection.directives);
      case Kind.FRAGMENT_SPREAD:
        return withDirectives(this.#fragment(selection.name.value), selection.directives);
    }
  }

  #fragment(name: string): QueryShape {
    const known = this.#measured.get(name);
    if (known !== undefined) return known;
    // Entered before it is measured: a fragment within itself, refused by another rule, ends here.
    this.#measured.set(name, EMPTY);
    const shape = this.#selections(this.#fragments.get(name)?.selectionSet);
    this.#measured.set(name, shape);
    return shape;
  }
}

function join(a: QueryShape, b: QueryShape): QueryShape {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    fields: a.fields + b.fields,
    allFields: a.allFields + b.allFields,
  };
}

function withDirectives(shape: QueryShape, directives: readonly unknown[] = []): QueryShape {
  return { ...shape, directives: shape.directives + directives.length };
}
