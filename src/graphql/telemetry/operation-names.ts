import { readdirSync, readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';

const OPERATIONS = new URL('../../../graph-schema/operations/', import.meta.url);

/**
 * Names that metrics and spans may carry. A client chooses the names of its operations, so that a label of each would let
 * it grow the registry without bound: a name that nobody vouches for is `other`, none is `anonymous`.
 */
export class OperationNames {
  readonly #known: ReadonlySet<string>;

  /** `trusted` are vouched for beside the operations that Edgewise ships. */
  constructor(trusted: Iterable<string> = []) {
    this.#known = new Set([...shippedNames(), ...trusted]);
  }

  label(name: string | undefined): string {
    if (name === undefined) return 'anonymous';
    return this.#known.has(name) ? name : 'other';
  }
}

/** Names of the operations in graph-schema/operations. */
function shippedNames(): string[] {
  const files = readdirSync(OPERATIONS).filter((name) => name.endsWith('.graphql'));
  return files.flatMap((name) => namesIn(readFileSync(new URL(name, OPERATIONS), 'utf8')));
}

/** Names of the operations of trusted documents; none of one that cannot be parsed, which is refused when it is asked. */
export function trustedNames(documents: readonly string[]): string[] {
  return documents.flatMap((text) => {
    try {
      return namesIn(text);
    } catch {
      return [];
    }
  });
}

function namesIn(text: string): string[] {
  const { definitions } = parse(text, { noLocation: true });
  return definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION && node.name !== undefined ? [node.name.value] : [],
  );
}
