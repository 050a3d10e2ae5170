import type { TerminalStream } from './terminal-stream.js';

const CLEAR_LINE = '\r\u001b[2K';

/**
 * The last line of a terminal, rewritten in place. Log lines are written above it, so that neither tears the other.
 * On a stream that is no terminal `show` does nothing.
 */
export class StatusLine {
  readonly #stream: TerminalStream;
  #shown = '';

  constructor(stream: TerminalStream) {
    this.#stream = stream;
  }

  get live(): boolean {
    return this.#stream.isTTY === true;
  }

  /** Columns that a line may fill without wrapping. */
  get width(): number {
    return (this.#stream.columns ?? 80) - 1;
  }

  show(text: string): void {
    if (!this.live) return;
    this.#shown = text;
    this.#stream.write(CLEAR_LINE + text);
  }

  clear(): void {
    if (this.#shown === '') return;
    this.#shown = '';
    this.#stream.write(CLEAR_LINE);
  }

  /** Writes whole lines above the status. */
  writeAbove(lines: string): void {
    this.#stream.write(this.#shown === '' ? lines : CLEAR_LINE + lines + this.#shown);
  }
}
