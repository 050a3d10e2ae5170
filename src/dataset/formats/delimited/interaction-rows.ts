import { checkBehavior, DEFAULT_BEHAVIOR } from '../fields/behavior.js';
import type { FieldMap } from '../fields/field-map.js';
import { checkKey } from '../fields/key.js';
import { parseTime } from '../fields/time.js';
import { parseWeight } from '../fields/weight.js';
import type { Row } from '../row.js';
import { Columns } from './columns.js';
import type { RowMaker } from './read-table.js';

/**
 * Makes an interaction of each record and, where the map names a title or attributes, the item's row before it.
 * `now` in milliseconds bounds the times. Errors: MAP_INVALID, FORMAT_MISMATCH.
 */
export function interactionRows(
  map: FieldMap,
  header: readonly string[] | undefined,
  file: string,
  now: number,
): RowMaker {
  const columns = new Columns(map, header, file);
  const user = columns.requiredReader('user');
  const item = columns.requiredReader('item');
  const behavior = columns.reader('behavior') ?? (() => DEFAULT_BEHAVIOR);
  const at = columns.reader('at') ?? (() => '');
  const weight = columns.reader('weight') ?? (() => '');
  const title = map.fields.has('title') ? columns.reader('title') : undefined;
  const attributes = columns.attributeReader(map.attributes);
  const describesItem = title !== undefined || map.attributes.length > 0;
  return (fields) => {
    const itemKey = checkKey(item(fields), 'item');
    const record = {
      userKey: checkKey(user(fields), 'user'),
      itemKey,
      behavior: checkBehavior(behavior(fields)),
      at: parseTime(at(fields), now),
      weight: parseWeight(weight(fields)),
    };
    const interaction: Row = { kind: 'interaction', record };
    if (!describesItem) return [interaction];
    const name = title?.(fields) ?? '';
    return [
      { kind: 'item', record: { key: itemKey, ...(name !== '' && { title: name }), attributes: attributes(fields) } },
      interaction,
    ];
  };
}
