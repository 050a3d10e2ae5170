import { type ArgumentNode, type DocumentNode, Kind, type OperationDefinitionNode, visit } from 'graphql';
import { LARGEST_PAGE } from '../paging/page-request.js';
import { type CostedOperation, isCostArgument, operationCost } from './operation-cost.js';

/** Of one operation; where clients vary its pages without end, they are counted anew. */
const MOST_COSTS = 256;

interface KnownOperation {
  /** Variables that the cost hangs on: of pages, lists and conditions. */
  readonly variables: readonly string[];
  readonly costs: Map<string, number>;
}

/** Gone with their documents, which Apollo keeps in a cache of its own. */
const known = new WeakMap<OperationDefinitionNode, KnownOperation>();

/** `operationCost`, counted once for each document and the paging arguments that it is asked with. */
export function knownCost(costed: CostedOperation): number {
  const { variables, costs } = knownOperation(costed);
  const key = variables.map((name) => signature(costed.variables, name)).join();
  const found = costs.get(key);
  if (found !== undefined) return found;
  const cost = operationCost(costed);
  if (costs.size >= MOST_COSTS) costs.clear();
  costs.set(key, cost);
  return cost;
}

function knownOperation({ document, operation }: CostedOperation): KnownOperation {
  let entry = known.get(operation);
  if (entry === undefined) {
    entry = { variables: costVariables(document), costs: new Map() };
    known.set(operation, entry);
  }
  return entry;
}

function costVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  const note = ({ name, value }: ArgumentNode): void => {
    if (value.kind === Kind.VARIABLE && (isCostArgument(name.value) || name.value === 'if'))
      names.add(value.name.value);
  };
  visit(document, { Argument: note });
  return [...names];
}

/** As much of a variable as a cost depends on. */
function signature(variables: Readonly<Record<string, unknown>>, name: string): string {
  if (!Object.hasOwn(variables, name)) return 'absent';
  const value = variables[name];
  if (typeof value === 'number') return String(Math.min(Math.max(value, 0), LARGEST_PAGE));
  return Array.isArray(value)
    ? `[${value.length}]`
    : typeof value === 'boolean' || value === null
      ? String(value)
      : '?';
}
