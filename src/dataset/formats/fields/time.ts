import { RowError } from '../row.js';

const DAY = 86_400_000;
/** Below this a number counts seconds (until the year 5138), from it on milliseconds (since March 1973). */
const FIRST_MILLISECONDS = 1e11;

const NUMBER = /^[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$/;
const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?\s*(?:([Zz]|UTC)|([+-])(\d\d):?(\d\d)?)?$/;

/**
 * Milliseconds since 1970 UTC of ISO 8601 (without a zone: UTC) or of seconds or milliseconds since 1970, told apart by
 * size; an empty text is 0, not known. `now` in milliseconds: what lies more than a day after it is refused.
 * Throws RowError ROW_TIME_INVALID.
 */
export function parseTime(text: string, now: number): number {
  if (text === '') return 0;
  const at = NUMBER.test(text) ? sinceEpoch(Number(text)) : isoTime(text);
  if (at === undefined || at < 0) throw new RowError('ROW_TIME_INVALID', `"${text}" is not a time since 1970`);
  if (at > now + DAY) throw new RowError('ROW_TIME_INVALID', `"${text}" lies in the future`);
  return at;
}

function sinceEpoch(value: number): number | undefined {
  if (value < 0) return undefined;
  return Math.round(value < FIRST_MILLISECONDS ? value * 1000 : value) + 0; // + 0: never -0
}

function isoTime(text: string): number | undefined {
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const [
    ,
    year,
    month,
    day,
    hour = '0',
    minute = '0',
    second = '0',
    fraction = '',
    ,
    sign,
    zoneHour = '0',
    zoneMinute = '0',
  ] = match;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isCalendarDay = date.toISOString().startsWith(`${year}-${month}-${day}`);
  const isClockTime = Number(hour) <= 23 && Number(minute) <= 59 && Number(second) <= 60; // 60: a leap second
  const isZone = Number(zoneHour) <= 23 && Number(zoneMinute) <= 59;
  if (!isCalendarDay || !isClockTime || !isZone) return undefined;
  const time =
    ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  const zone = (Number(zoneHour) * 60 + Number(zoneMinute)) * 60_000;
  return date.getTime() + time - (sign === '-' ? -zone : zone);
}
