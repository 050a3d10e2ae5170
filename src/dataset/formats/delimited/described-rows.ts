import type { DescribedKind } from '../../../store/field-problems.js';
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
  const attributes = columns.attributeReader(map?.attributes ?? otherColumns(header ?? [], ['key', 'title'], 'item'));
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

/** Makes a user of each record. Without a map, every column but her key is an attribute, as text. Errors: as itemRows. */
export function userRows(map: FieldMap | undefined, header: readonly string[] | undefined, file: string): RowMaker {
  const columns = new Columns(map ?? NO_MAP, header, file);
  const key = columns.requiredReader('user', 'userKey');
  const attributes = columns.attributeReader(map?.attributes ?? otherColumns(header ?? [], ['userKey'], 'user'));
  return (fields) => [{ kind: 'user', record: { key: checkKey(key(fields), 'user'), attributes: attributes(fields) } }];
}

const NO_MAP: FieldMap = { fields: new Map(), attributes: [] };

function otherColumns(header: readonly string[], fields: readonly string[], kind: DescribedKind): AttributeSource[] {
  const read = fields.map((field) => usualColumn(header, field));
  const names = header.filter((name) => isAttributeName(name, kind) && !read.includes(name));
  return names.map((name) => ({ name, type: 'text', source: { kind: 'column', name } }));
}
