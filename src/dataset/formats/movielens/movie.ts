import type { ItemRecord } from '../../../store/interaction-store.js';
import { checkKey } from '../fields/key.js';

const YEAR = /\((\d{4})(?:[-–]\d{0,4})?\)\s*$/;

/** A movie as an item: the title as published, its year out of the title, its genres without the placeholders for none. */
export function movieItem(id: string, title: string, genres: readonly string[]): ItemRecord {
  const name = title.trim();
  const year = YEAR.exec(name)?.[1];
  const known = genres.filter((genre) => genre !== '' && genre !== '(no genres listed)' && genre !== 'unknown');
  return {
    key: checkKey(id.trim(), 'item'),
    ...(name !== '' && { title: name }),
    attributes: { ...(known.length > 0 && { genres: known }), ...(year !== undefined && { year: Number(year) }) },
  };
}
