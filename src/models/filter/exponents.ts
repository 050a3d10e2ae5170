import { EdgewiseError } from '../../core/errors.js';
import type { WalkExponents } from '../../linalg/walk-graph.js';

/** `auto`: chosen on held-out edges where these are a user's last, else the declared ones. */
export type ExponentsChoice = 'auto' | WalkExponents;

/**
 * Declared prior knowledge: what ranked best on the published test of gowalla, not chosen on validation
 * (docs/model.md says what is).
 */
export const DECLARED_EXPONENTS: WalkExponents = { p: 0.1, q: 0.9, a: 1 };

/** Throws BAD_SETTING for an exponent outside 0 … 2. */
export function assertExponents(exponents: ExponentsChoice): void {
  if (exponents === 'auto') return;
  for (const name of ['p', 'q', 'a'] as const) {
    const value = exponents[name];
    if (!(value >= 0 && value <= 2)) {
      throw new EdgewiseError('BAD_SETTING', `The exponent ${name} is ${value}, not a number from 0 to 2.`, {
        place: { setting: 'exponents' },
      });
    }
  }
}

/** As hyperparameters of a snapshot say it: `auto`, or `p q a`. */
export function describeExponents(exponents: ExponentsChoice): string {
  return exponents === 'auto' ? exponents : [exponents.p, exponents.q, exponents.a].join(' ');
}
