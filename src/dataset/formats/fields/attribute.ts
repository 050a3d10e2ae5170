import type { AttributeValue } from '../../../store/interaction-store.js';
import { RowError } from '../row.js';
import type { AttributeType } from './field-map.js';
import { decimal } from './number.js';

/** The value that a text spells; undefined where it is empty. A list is separated by `|`. Throws RowError ROW_COLUMNS. */
export function parseAttribute(text: string, type: AttributeType, name: string): AttributeValue | undefined {
  if (text === '') return undefined;
  switch (type) {
    case 'text':
      return text;
    case 'number':
      return decimal(text) ?? refuse(text, name, 'a number');
    case 'boolean':
      return (
        /^(true|yes|1)$/i.test(text) || (/^(false|no|0)$/i.test(text) ? false : refuse(text, name, 'true or false'))
      );
    case 'list':
      return [...new Set(text.split('|').map((part) => part.trim()))].filter((part) => part !== '');
  }
}

function refuse(text: string, name: string, expected: string): never {
  throw new RowError('ROW_COLUMNS', `the attribute ${name} is "${text}", not ${expected}`);
}
