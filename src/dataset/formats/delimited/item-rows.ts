import type { AttributeSource, FieldMap } from '../fields/field-map.js';
import { isAttributeName } from '../fields/attribute-name.js';
import { checkKey } from '../fields/key.js';
import { Columns } from './columns.js';
import type { RowMaker } from './read-table.js';
import { usualColumn } from './usual-names.js';

/**
 * Makes an item of each record. Without a map, every column but key and title is an attribute, as text.
 * Errors: MAP_INVALID, FORMAT_MISMATCH.
 */
export function itemRows(map: FieldMap | undefined, header: readonly string[] | undefined, file: string): RowMaker {
  const columns = new Columns(map ?? NO_MAP, header, file);
  const key = columns.requiredReader('key');
  const title = columns.reader('title');
  const attributes = columns.attributeReader(map?.attributes ?? otherColumns(header ?? []));
  return (fields) => {
    const name = title?.(fields) ?? '';
    return [
      {
        kind: 'item',
        record: {
          key: checkKey(key(fields), 'item'),
          ...(name !== '' && { title: name }),
          attributes: attributes(fields),
        },
      },
    ];
  };
}

const NO_MAP: FieldMap = { fields: new Map(), attributes: [] };

function otherColumns(header: readonly string[]): AttributeSource[] {
  const read = [usualColumn(header, 'key'), usualColumn(header, 'title')];
  const names = header.filter((name) => isAttributeName(name) && !read.includes(name));
  return names.map((name) => ({ name, type: 'text', source: { kind: 'column', name } }));
}
