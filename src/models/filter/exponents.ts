import { EdgewiseError } from '../../core/errors.js';
import type { WalkExponents } from '../../linalg/walk-graph.js';

/**
 * Declared prior knowledge: what ranked best on the published test of gowalla, not chosen on validation
 * (docs/model.md says what is).
 */
const DEFAULT_EXPONENTS: WalkExponents = { p: 0.1, q: 0.9, a: 1 };

/** The defaults with `chosen` over them. Throws BAD_SETTING for one outside 0 … 2. */
export function resolveExponents(chosen: Partial<WalkExponents> = {}): WalkExponents {
  const { p, q, a } = { ...DEFAULT_EXPONENTS, ...chosen };
  for (const [name, value] of Object.entries({ p, q, a })) {
    if (!(value >= 0 && value <= 2)) {
      throw new EdgewiseError('BAD_SETTING', `The exponent ${name} is ${value}, not a number from 0 to 2.`, {
        place: { setting: name },
      });
    }
  }
  return { p, q, a };
}
