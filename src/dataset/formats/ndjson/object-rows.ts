import type { AttributeValue, ItemRecord, UserProfile } from '../../../store/interaction-store.js';
import { parseAttribute } from '../fields/attribute.js';
import { checkBehavior, DEFAULT_BEHAVIOR } from '../fields/behavior.js';
import type { AttributeSource, FieldMap } from '../fields/field-map.js';
import { checkKey } from '../fields/key.js';
import { parseTime } from '../fields/time.js';
import { parseWeight } from '../fields/weight.js';
import type { Row } from '../row.js';
import { attributeValue, objectAttributes } from './object-attributes.js';
import { fieldText, keyText, objectReader, type ObjectReader } from './object-text.js';
import type { JsonObject } from './parse-object.js';

/** Makes the rows of one object; a RowError rejects its line. */
export type ObjectRows = (object: JsonObject) => readonly Row[];

/**
 * An interaction of each object, before it the item's row where the map names a title or attributes; an item of an
 * object with `key` and without the field of the user; a user of one with her field and `attributes` and without the
 * item's. `now` in milliseconds bounds the times. Errors: MAP_INVALID.
 */
export function objectRows(map: FieldMap, now: number): ObjectRows {
  const reader = (field: string, name: string): ObjectReader =>
    objectReader(map.fields.get(field) ?? { kind: 'column', name }, field);
  const user = reader('user', 'userKey');
  const item = reader('item', 'itemKey');
  const behavior = reader('behavior', 'behavior');
  const at = reader('at', 'at');
  const weight = reader('weight', 'weight');
  const describe = itemDescriber(map);
  return (object) => {
    if ('key' in object && user(object) === undefined) return [{ kind: 'item', record: itemRecord(object) }];
    if ('attributes' in object && item(object) === undefined && user(object) !== undefined) {
      return [{ kind: 'user', record: userProfile(user(object), object) }];
    }
    const itemKey = checkKey(keyText(item(object), 'item'), 'item');
    const record = {
      userKey: checkKey(keyText(user(object), 'user'), 'user'),
      itemKey,
      behavior: checkBehavior(fieldText(behavior(object) ?? DEFAULT_BEHAVIOR, 'behavior')),
      at: parseTime(fieldText(at(object), 'at'), now),
      weight: parseWeight(fieldText(weight(object), 'weight')),
    };
    const interaction: Row = { kind: 'interaction', record };
    return describe === undefined ? [interaction] : [{ kind: 'item', record: describe(itemKey, object) }, interaction];
  };
}

function itemRecord(object: JsonObject): ItemRecord {
  const title = fieldText(object['title'], 'title');
  const key = checkKey(keyText(object['key'], 'key'), 'key');
  return { key, ...(title !== '' && { title }), attributes: objectAttributes(object['attributes'], 'item') };
}

function userProfile(key: unknown, object: JsonObject): UserProfile {
  return { key: checkKey(keyText(key, 'user'), 'user'), attributes: objectAttributes(object['attributes'], 'user') };
}

/** Title and attributes of the item out of an interaction's object; undefined where the map names none. */
function itemDescriber(map: FieldMap): ((key: string, object: JsonObject) => ItemRecord) | undefined {
  const titleSource = map.fields.get('title');
  if (titleSource === undefined && map.attributes.length === 0) return undefined;
  const title = titleSource === undefined ? () => undefined : objectReader(titleSource, 'title');
  const attributes = map.attributes.map((attribute) => ({
    attribute,
    read: objectReader(attribute.source, `attr.${attribute.name}`),
  }));
  return (key, object) => {
    const name = fieldText(title(object), 'title');
    const values = attributes.map(
      ({ attribute, read }) => [attribute.name, mappedAttribute(read(object), attribute)] as const,
    );
    return {
      key,
      ...(name !== '' && { title: name }),
      attributes: Object.fromEntries(
        values.filter((entry): entry is [string, AttributeValue] => entry[1] !== undefined),
      ),
    };
  };
}

/** JSON has types of its own; a text is read as the type that the map names. */
function mappedAttribute(value: unknown, { name, type }: AttributeSource): AttributeValue | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? parseAttribute(value, type, name) : attributeValue(value, name);
}
