import { BREAK, type DocumentNode, Kind, type SelectionSetNode, visit } from 'graphql';

/** Whether a document asks for anything twice under one name, so that an answer merges the two; spread fragments aside. */
export function mergesFields(document: DocumentNode): boolean {
  let merges = false;
  visit(document, {
    SelectionSet(set) {
      const names = responseNames(set);
      merges = new Set(names).size < names.length;
      return merges ? BREAK : undefined;
    },
  });
  return merges;
}

/** Those of the fields of a selection, inline fragments of it included. */
function responseNames({ selections }: SelectionSetNode): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [(selection.alias ?? selection.name).value];
    return selection.kind === Kind.INLINE_FRAGMENT ? responseNames(selection.selectionSet) : [];
  });
}
