/** Rows of one page, and whether the order goes on after them. */
export interface RowPage<Row> {
  readonly rows: readonly Row[];
  readonly hasNextPage: boolean;
}

export interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

export interface Connection<Node, EdgeType extends Edge<Node>> {
  readonly edges: EdgeType[];
  readonly nodes: Node[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/**
 * A Relay connection. `hasPreviousPage` says whether `after` was given: the start of an order is the only place that
 * nothing comes before, and an item there may have gone since, so that looking would not make it truer.
 */
export function connection<Node, EdgeType extends Edge<Node>>(
  edges: EdgeType[],
  page: { readonly hasNextPage: boolean; readonly after: unknown },
): Connection<Node, EdgeType> {
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.after !== undefined,
      // Getters, as in every edge: a cursor is only made when the query asks for it.
      get startCursor() {
        return cursorOf(edges.at(0));
      },
      get endCursor() {
        return cursorOf(edges.at(-1));
      },
    },
  };
}

function cursorOf(edge: Edge<unknown> | undefined): string | null {
  return edge?.cursor ?? null;
}

/** Cuts a list that was read one row longer than the page: the extra row says that the order goes on. */
export function cutPage<Row>(rows: readonly Row[], first: number): RowPage<Row> {
  return { rows: rows.slice(0, first), hasNextPage: rows.length > first };
}
