import { EdgewiseError } from '../../core/errors.js';
import {
  problemOfAttribute,
  problemOfAttributeName,
  problemOfBehavior,
  problemOfKey,
  problemOfText,
} from '../field-problems.js';
import type { AttributeValue } from '../interaction-store.js';
import type { ProjectedBatch, ProjectedItem, ProjectedUser } from '../projection.js';

/** What an interaction without behavior or weight counts as; lines of files are read alike. */
const BEHAVIOR = 'interacted';
const WEIGHT = 1;

const REQUIRED = ['userKey', 'itemKey'] as const;
const OPTIONAL = ['behavior', 'at', 'weight', 'title', 'attributes', 'userAttributes'] as const;
type Column = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number];

/** Rows of a projection as interactions: finds its columns, gives what is absent its default and refuses what is odd. */
export class ProjectedRows {
  readonly #file: string;
  #places: ReadonlyMap<Column, number> = new Map();
  #describesItems = false;
  #describesUsers = false;
  /** Rows seen, for messages. */
  #row = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** Errors: PROJECTION_INVALID for columns that are missing or unknown. */
  expect(columns: readonly string[]): void {
    const known: readonly string[] = [...REQUIRED, ...OPTIONAL];
    const unknown = columns.filter((column) => !known.includes(column));
    const missing = REQUIRED.filter((column) => !columns.includes(column));
    if (unknown.length > 0 || missing.length > 0) {
      const faults = [
        ...missing.map((column) => `${column} is missing`),
        ...unknown.map((column) => `${JSON.stringify(column)} is none of its columns`),
      ];
      throw new EdgewiseError('PROJECTION_INVALID', `${this.#file}: ${faults.join(', ')}.`, {
        place: { file: this.#file, field: missing[0] ?? unknown[0]! },
      });
    }
    this.#places = new Map(columns.map((column, place) => [column as Column, place]));
    this.#describesItems = columns.includes('title') || columns.includes('attributes');
    this.#describesUsers = columns.includes('userAttributes');
  }

  /** Errors: PROJECTION_ROW_INVALID. */
  batchOf(rows: readonly (readonly unknown[])[]): ProjectedBatch {
    const userKeys: string[] = [];
    const itemKeys: string[] = [];
    const behaviors: string[] = [];
    const at = new Float64Array(rows.length);
    const weights = new Float32Array(rows.length);
    const items: ProjectedItem[] = [];
    const users: ProjectedUser[] = [];
    for (const row of rows) {
      this.#row++;
      if (this.#describesUsers) this.#describeUser(row, users);
      if (this.#describesUsers && this.#cell(row, 'itemKey') === null) continue;
      const itemKey = this.#key(row, 'itemKey');
      if (this.#describesItems) this.#describe(row, itemKey, items);
      if (this.#describesItems && this.#cell(row, 'userKey') === null) continue;
      at[userKeys.length] = this.#time(row);
      weights[userKeys.length] = this.#weight(row);
      behaviors.push(this.#behavior(row));
      itemKeys.push(itemKey);
      userKeys.push(this.#key(row, 'userKey'));
    }
    const count = userKeys.length;
    return {
      userKeys,
      itemKeys,
      behaviors,
      at: at.subarray(0, count),
      weights: weights.subarray(0, count),
      items,
      users,
    };
  }

  #key(row: readonly unknown[], column: 'userKey' | 'itemKey'): string {
    const key = this.#cell(row, column);
    if (typeof key !== 'string') throw this.#refuse(column, key, 'must be text: write toString(…) around a number');
    const problem = problemOfKey(key);
    if (problem !== undefined) throw this.#refuse(column, key, problem);
    return key;
  }

  #behavior(row: readonly unknown[]): string {
    const behavior = this.#cell(row, 'behavior') ?? BEHAVIOR;
    if (typeof behavior !== 'string') throw this.#refuse('behavior', behavior, 'must be text');
    const problem = problemOfBehavior(behavior);
    if (problem !== undefined) throw this.#refuse('behavior', behavior, problem);
    return behavior;
  }

  #time(row: readonly unknown[]): number {
    const at = this.#cell(row, 'at') ?? 0;
    if (Number.isSafeInteger(at)) return at as number;
    throw this.#refuse(
      'at',
      at,
      'must be whole milliseconds since 1970 UTC: write .epochMillis after a datetime, toInteger(1000 * …) around seconds',
    );
  }

  #weight(row: readonly unknown[]): number {
    const weight = this.#cell(row, 'weight') ?? WEIGHT;
    // In float32, as the dataset holds it: what rounds to zero or beyond the range would be no weight there.
    const held = typeof weight === 'number' ? Math.fround(weight) : Number.NaN;
    if (held > 0 && held < Infinity) return held;
    throw this.#refuse('weight', weight, 'must be a finite number above zero');
  }

  #describe(row: readonly unknown[], key: string, items: ProjectedItem[]): void {
    const title = this.#cell(row, 'title');
    const attributes = this.#cell(row, 'attributes');
    if (title === null && attributes === null) return;
    if (title !== null && (typeof title !== 'string' || problemOfText(title) !== undefined)) {
      throw this.#refuse('title', title, 'must be text');
    }
    items.push({
      key,
      ...(title !== null && { title }),
      ...(attributes !== null && { attributes: this.#attributes(attributes, 'attributes') }),
    });
  }

  /** A row without an item is of a user alone. */
  #describeUser(row: readonly unknown[], users: ProjectedUser[]): void {
    const attributes = this.#cell(row, 'userAttributes');
    if (attributes === null && this.#cell(row, 'itemKey') !== null) return;
    const key = this.#key(row, 'userKey');
    if (attributes !== null) users.push({ key, attributes: this.#attributes(attributes, 'userAttributes') });
  }

  #attributes(attributes: unknown, column: 'attributes' | 'userAttributes'): Record<string, AttributeValue> {
    const kind = column === 'attributes' ? 'item' : 'user';
    if (typeof attributes !== 'object' || attributes === null || Array.isArray(attributes)) {
      throw this.#refuse(column, attributes, 'must be a map');
    }
    const given = Object.entries(attributes).filter(([, value]) => value !== null);
    for (const [name, value] of given) {
      const problem = problemOfAttributeName(name, kind) ?? problemOfAttribute(value as AttributeValue);
      if (problem !== undefined) throw this.#refuse(`${column}[${JSON.stringify(name)}]`, value, problem);
    }
    return Object.fromEntries(given as [string, AttributeValue][]);
  }

  /** null where the column is absent. */
  #cell(row: readonly unknown[], column: Column): unknown {
    const place = this.#places.get(column);
    return (place === undefined ? null : row[place]) ?? null;
  }

  #refuse(column: string, value: unknown, why: string): EdgewiseError {
    const message = `${this.#file}, row ${this.#row}: ${column} is ${shown(value)}, which ${why}.`;
    return new EdgewiseError('PROJECTION_ROW_INVALID', message, { place: { file: this.#file, field: column } });
  }
}

/** A value as a message quotes it; a temporal or other value of the database by its kind. */
function shown(value: unknown): string {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value))
    return JSON.stringify(value).slice(0, 80);
  return Array.isArray(value) ? 'a list' : `a ${(value as object).constructor.name}`;
}
