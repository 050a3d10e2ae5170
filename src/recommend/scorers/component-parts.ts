import { EdgewiseError } from '../../core/errors.js';
import type { LoadedComponent, Snapshot } from '../../snapshot/snapshot.js';

/** The component that another one names in a parameter. Errors: SNAPSHOT_CORRUPT when there is none of that kind. */
export function componentPart(
  { components }: Snapshot,
  { name, parameters }: LoadedComponent,
  parameter: 'dot' | 'walk',
): LoadedComponent {
  const part = components.find((other) => other.kind === parameter && other.name === parameters[parameter]);
  if (part !== undefined) return part;
  const wanted = String(parameters[parameter]);
  throw new EdgewiseError(
    'SNAPSHOT_CORRUPT',
    `Component ${name} is made from ${wanted}, which is not a ${parameter} here.`,
  );
}
