import { isEdgewiseError } from '../core/errors.js';

/** Whether a store could not be reached or did not answer in time: what is known without it may be answered instead. */
export function isStoreAway(error: unknown): boolean {
  return isEdgewiseError(error, 'STORE_UNAVAILABLE') || isEdgewiseError(error, 'STORE_TIMEOUT');
}
