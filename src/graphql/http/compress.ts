import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Below this an answer fits one packet anyway. */
export const SMALLEST_COMPRESSED = 1024;
/** Beyond these, time grows much faster than answers shrink. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const GZIP = { level: 4 };

const compressors = {
  br: (body: Buffer): Promise<Buffer> => brotli(body, BROTLI),
  gzip: (body: Buffer): Promise<Buffer> => deflate(body, GZIP),
};
const brotli = promisify(brotliCompress);
const deflate = promisify<Buffer, typeof GZIP, Buffer>(gzip);

export type ContentCoding = keyof typeof compressors;

/** The coding that a client takes best, by its Accept-Encoding; undefined for none. Brotli where it takes both alike. */
export function chooseCoding(accepted: string | undefined): ContentCoding | undefined {
  if (accepted === undefined) return undefined;
  const quality = new Map(accepted.split(',').map(codingQuality));
  const br = quality.get('br') ?? quality.get('*') ?? 0;
  const gz = quality.get('gzip') ?? quality.get('*') ?? 0;
  if (br === 0 && gz === 0) return undefined;
  return br >= gz ? 'br' : 'gzip';
}

/** On a thread of its own: the event loop goes on. */
export function compress(body: Buffer, coding: ContentCoding): Promise<Buffer> {
  return compressors[coding](body);
}

function codingQuality(entry: string): [string, number] {
  const [name = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
  const given = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = given === undefined ? 1 : Number(given.slice(2));
  return [name, quality >= 0 && quality <= 1 ? quality : 0];
}
