import { EdgewiseError } from '../core/errors.js';
import {
  problemOfAttribute,
  problemOfAttributeName,
  problemOfBehavior,
  problemOfKey,
  problemOfText,
  type DescribedKind,
} from './field-problems.js';
import type { AttributeValue, InteractionRecord, ItemRecord, UserProfile } from './interaction-store.js';

/** Throws INTERACTION_INVALID naming the first field that no store could keep as it is. */
export function checkInteractions(interactions: readonly InteractionRecord[]): void {
  interactions.forEach(({ userKey, itemKey, behavior, at, weight }, index) => {
    const refuseIf = (field: keyof InteractionRecord, why: string | undefined): void => {
      if (why !== undefined) throw invalid(`interactions[${index}].${field}`, why);
    };
    refuseIf('userKey', problemOfKey(userKey));
    refuseIf('itemKey', problemOfKey(itemKey));
    refuseIf('behavior', problemOfBehavior(behavior));
    if (!Number.isSafeInteger(at)) refuseIf('at', 'must be an integer: milliseconds since 1970 UTC, 0 when unknown');
    if (!(weight > 0 && weight < Infinity)) refuseIf('weight', 'must be a finite number above zero');
  });
}

/** Throws INTERACTION_INVALID naming the first item, title or attribute that no store could keep as it is. */
export function checkItems(items: readonly ItemRecord[]): void {
  items.forEach(({ key, title, attributes = {} }, index) => {
    const refuseIf = (field: string, why: string | undefined): void => {
      if (why !== undefined) throw invalid(`items[${index}].${field}`, why);
    };
    refuseIf('key', problemOfKey(key));
    if (title !== undefined) refuseIf('title', problemOfText(title));
    refuseAttributes(attributes, 'item', refuseIf);
  });
}

/** Throws INTERACTION_INVALID naming the first user or attribute that no store could keep as it is. */
export function checkUsers(users: readonly UserProfile[]): void {
  users.forEach(({ key, attributes = {} }, index) => {
    const refuseIf = (field: string, why: string | undefined): void => {
      if (why !== undefined) throw invalid(`users[${index}].${field}`, why);
    };
    refuseIf('key', problemOfKey(key));
    refuseAttributes(attributes, 'user', refuseIf);
  });
}

function refuseAttributes(
  attributes: Readonly<Record<string, AttributeValue>>,
  kind: DescribedKind,
  refuseIf: (field: string, why: string | undefined) => void,
): void {
  for (const [name, value] of Object.entries(attributes)) {
    refuseIf(`attributes[${JSON.stringify(name)}]`, problemOfAttributeName(name, kind) ?? problemOfAttribute(value));
  }
}

function invalid(field: string, why: string): EdgewiseError {
  return new EdgewiseError('INTERACTION_INVALID', `${field} ${why}.`, { place: { field } });
}
