import { EdgewiseError } from '../../../core/errors.js';
import { parseAttribute } from '../fields/attribute.js';
import type { AttributeSource, FieldMap, FieldSource } from '../fields/field-map.js';
import type { AttributeValue } from '../../../store/interaction-store.js';
import { RowError } from '../row.js';
import { usualColumn } from './usual-names.js';

/** The text of one field of a record, without surrounding blanks. Throws RowError ROW_COLUMNS where the record is too short. */
export type FieldReader = (fields: readonly string[]) => string;

/** What a map and the header of one file say together. */
export class Columns {
  readonly #map: FieldMap;
  readonly #header: readonly string[] | undefined;
  readonly #file: string;

  constructor(map: FieldMap, header: readonly string[] | undefined, file: string) {
    this.#map = map;
    this.#header = header;
    this.#file = file;
  }

  /**
   * Reads a field by the map, else from the column that usually holds it; undefined when there is none. `usual` is what
   * such columns are listed under. Errors: MAP_INVALID.
   */
  reader(field: string, usual = field): FieldReader | undefined {
    const mapped = this.#map.fields.get(field);
    if (mapped !== undefined) return this.#sourceReader(mapped, field);
    const name = usualColumn(this.#header ?? [], usual);
    return name === undefined ? undefined : this.#sourceReader({ kind: 'column', name }, field);
  }

  /** Reads a field that every row needs. Errors: MAP_INVALID, FORMAT_MISMATCH when neither map nor usual names find it. */
  requiredReader(field: string, usual = field): FieldReader {
    const reader = this.reader(field, usual);
    if (reader !== undefined) return reader;
    const found = this.#header === undefined ? 'it has no header' : `its columns are ${this.#header.join(', ')}`;
    throw new EdgewiseError('FORMAT_MISMATCH', `No column of ${this.#file} is known to hold the ${field}: ${found}.`, {
      place: { file: this.#file, field },
      cure: `Name the column with --map ${field}=COLUMN.`,
    });
  }

  /** Reads the attributes of an item or a user out of a record; a RowError rejects it. */
  attributeReader(
    attributes: readonly AttributeSource[],
  ): (fields: readonly string[]) => Record<string, AttributeValue> {
    const readers = attributes.flatMap(({ name, type, source }) => {
      const read = this.#sourceReader(source, `attr.${name}`);
      return read === undefined ? [] : [{ name, type, read }];
    });
    return (fields) => {
      const values = readers.map(({ name, type, read }) => [name, parseAttribute(read(fields), type, name)] as const);
      return Object.fromEntries(values.filter((entry): entry is [string, AttributeValue] => entry[1] !== undefined));
    };
  }

  #sourceReader(source: FieldSource, field: string): FieldReader | undefined {
    if (source.kind === 'none') return undefined;
    if (source.kind === 'constant') return () => source.text;
    const index = source.kind === 'position' ? source.position - 1 : (this.#header ?? []).indexOf(source.name);
    const columns = this.#header?.length ?? Infinity;
    if (index < 0 || index >= columns) throw this.#missing(source, field);
    return (fields) => {
      const text = fields[index];
      if (text === undefined) throw new RowError('ROW_COLUMNS', `there is no column ${index + 1} for ${field}`);
      return text.trim();
    };
  }

  #missing(source: FieldSource, field: string): EdgewiseError {
    const wanted = source.kind === 'column' ? `"${source.name}"` : 'that position';
    const found =
      this.#header === undefined ? 'the file is read without a header: use #N' : `there are ${this.#header.join(', ')}`;
    return new EdgewiseError('MAP_INVALID', `${this.#file} has no column ${wanted} for ${field}: ${found}.`, {
      place: { file: this.#file, field },
    });
  }
}
