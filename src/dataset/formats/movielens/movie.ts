import type { ItemRecord } from '../../../store/interaction-store.js';
import { checkKey } from '../fields/key.js';

/** (1995), (1995–1997), (1995– ) at the end. */
const YEAR = /\((\d{4})(?:\s*[-–]\s*\d{0,4}\s*)?\)\s*$/;

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
