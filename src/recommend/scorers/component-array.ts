import { EdgewiseError } from '../../core/errors.js';
import type { NumericArray } from '../../snapshot/contents.js';
import type { LoadedComponent } from '../../snapshot/snapshot.js';

/** An array of a component as the type that its scorer reads. Errors: SNAPSHOT_CORRUPT. */
export function componentArray<T extends NumericArray>(
  component: LoadedComponent,
  name: string,
  type: new (length: number) => T,
): T {
  const array = component.arrays[name]?.array;
  if (array instanceof type) return array;
  throw new EdgewiseError('SNAPSHOT_CORRUPT', `Component ${component.name} has no ${type.name} named ${name}.`);
}

/** A parameter of a component that its scorer counts with. Errors: SNAPSHOT_CORRUPT. */
export function componentNumber(component: LoadedComponent, name: string): number {
  const value = component.parameters[name];
  if (typeof value === 'number') return value;
  throw new EdgewiseError('SNAPSHOT_CORRUPT', `Component ${component.name} has no number named ${name}.`);
}
