import { EdgewiseError } from '../../../core/errors.js';

const SNIFFED_BYTES = 64 * 1024;

/** Throws FORMAT_MISMATCH when the start of a file shows that it is not text in UTF-8 or Latin-1: a NUL byte never occurs there. */
export function assertText(start: Buffer, file: string): void {
  const isUtf16 = start.length >= 2 && (start.readUInt16LE(0) === 0xfeff || start.readUInt16BE(0) === 0xfeff);
  if (isUtf16)
    throw new EdgewiseError('FORMAT_MISMATCH', `${file} is UTF-16.`, {
      place: { file },
      cure: 'Convert the file to UTF-8.',
    });
  if (start.subarray(0, SNIFFED_BYTES).includes(0)) {
    throw new EdgewiseError('FORMAT_MISMATCH', `${file} is not a text file: it has NUL bytes.`, { place: { file } });
  }
}
