import { isUtf8 } from 'node:buffer';
import { RowError } from '../row.js';

/** One line without its end. A line with an `error` is not to be parsed; its text is what can be shown of it. */
export interface Line {
  /** 1-based. */
  readonly number: number;
  readonly text: string;
  readonly error?: RowError;
}

/** `utf8`: other bytes are an error of their line. `utf8-or-latin1`: a line that is not UTF-8 is read as Latin-1. */
export type TextEncoding = 'utf8' | 'utf8-or-latin1';

const NEWLINE = 0x0a;
const SHOWN_BYTES = 512;

/**
 * Cuts blocks of bytes into lines. LF and CRLF end a line; a byte-order mark at the start is dropped.
 * A line above `limit` bytes becomes an error and is skipped through without being held.
 */
export class LineSplitter {
  readonly #limit: number;
  readonly #encoding: TextEncoding;
  #number = 0;
  /** The line that was begun and not ended, as it came. */
  #begun: Buffer[] = [];
  #begunBytes = 0;

  constructor(limit: number, encoding: TextEncoding) {
    this.#limit = limit;
    this.#encoding = encoding;
  }

  push(block: Buffer): Line[] {
    const firstEnd = block.indexOf(NEWLINE);
    if (firstEnd === -1) {
      this.#hold(block);
      return [];
    }
    const lines: Line[] = [];
    let start = 0;
    if (this.#begunBytes > 0) {
      this.#hold(block.subarray(0, firstEnd));
      lines.push(this.#endBegun());
      start = firstEnd + 1;
    }
    const lastEnd = block.lastIndexOf(NEWLINE);
    if (lastEnd >= start) this.#split(block.subarray(start, lastEnd), lines);
    this.#hold(block.subarray(lastEnd + 1));
    return lines;
  }

  /** The last line, where the file does not end with a line end. */
  end(): Line[] {
    return this.#begunBytes > 0 ? [this.#endBegun()] : [];
  }

  #hold(part: Buffer): void {
    if (part.length === 0) return;
    const wasHeld = this.#begunBytes <= this.#limit;
    this.#begunBytes += part.length;
    if (this.#begunBytes <= this.#limit) this.#begun.push(part);
    else if (wasHeld) this.#begun = [Buffer.concat([...this.#begun, part], Math.min(this.#begunBytes, SHOWN_BYTES))];
  }

  #endBegun(): Line {
    const bytes = this.#begun.length === 1 ? this.#begun[0]! : Buffer.concat(this.#begun);
    const length = this.#begunBytes;
    this.#begun = [];
    this.#begunBytes = 0;
    return length > this.#limit ? this.#tooLong(bytes.toString('utf8'), length) : this.#decode(bytes);
  }

  /** Whole lines, the last without its end. One decoding for all of them where they are valid, which is nearly always. */
  #split(bytes: Buffer, lines: Line[]): void {
    if (isUtf8(bytes)) {
      for (const text of bytes.toString('utf8').split('\n')) lines.push(this.#line(text));
      return;
    }
    for (let start = 0; start <= bytes.length;) {
      const end = bytes.indexOf(NEWLINE, start);
      const stop = end === -1 ? bytes.length : end;
      lines.push(this.#decode(bytes.subarray(start, stop)));
      start = stop + 1;
    }
  }

  #decode(bytes: Buffer): Line {
    if (isUtf8(bytes)) return this.#line(bytes.toString('utf8'));
    if (this.#encoding === 'utf8-or-latin1') return this.#line(bytes.toString('latin1'));
    return {
      number: ++this.#number,
      text: bytes.toString('utf8'),
      error: new RowError('ROW_BAD_UTF8', 'the line is not valid UTF-8'),
    };
  }

  #line(text: string): Line {
    const number = ++this.#number;
    const isTooLong = text.length * 3 > this.#limit && Buffer.byteLength(text) > this.#limit;
    if (isTooLong) return { number, text, error: this.#lengthError(Buffer.byteLength(text)) };
    const start = number === 1 && text.charCodeAt(0) === 0xfeff ? 1 : 0;
    const end = text.charCodeAt(text.length - 1) === 0x0d ? text.length - 1 : text.length;
    return { number, text: text.slice(start, end) };
  }

  #tooLong(text: string, bytes: number): Line {
    return { number: ++this.#number, text, error: this.#lengthError(bytes) };
  }

  #lengthError(bytes: number): RowError {
    return new RowError('ROW_TOO_LONG', `the line has ${bytes} bytes, more than ${this.#limit}`);
  }
}
