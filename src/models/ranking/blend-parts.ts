import { EdgewiseError } from '../../core/errors.js';
import type { Component } from '../../snapshot/contents.js';

/** What a `blend` component is put together from. */
export interface BlendParts {
  readonly dot: Component;
  readonly walk: Component;
  /** Of the walk's standardized row. */
  readonly weight: number;
}

/** Errors: INTERNAL when a part is not among the components. */
export function blendParts({ parameters }: Component, components: readonly Component[]): BlendParts {
  const partOf = (kind: 'dot' | 'walk'): Component => {
    const part = components.find((other) => other.kind === kind && other.name === parameters[kind]);
    if (part !== undefined) return part;
    throw new EdgewiseError('INTERNAL', `There is no component '${String(parameters[kind])}' to blend.`);
  };
  return { dot: partOf('dot'), walk: partOf('walk'), weight: Number(parameters['weight']) };
}
