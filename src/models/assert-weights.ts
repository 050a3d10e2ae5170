import { EdgewiseError } from '../core/errors.js';
import type { CsrMatrix } from '../linalg/csr.js';

/** Errors: DIVERGED for a weight that no propagation survives. */
export function assertWeights({ values }: CsrMatrix): void {
  const bad = values?.findIndex((weight) => !(weight > 0 && weight < Infinity)) ?? -1;
  if (bad < 0) return;
  const message = `The weight of interaction ${bad} is ${values![bad]!}, not a finite number above zero.`;
  throw new EdgewiseError('DIVERGED', message, { cure: 'Correct the weights of the dataset.' });
}
