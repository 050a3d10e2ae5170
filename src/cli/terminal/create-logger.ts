import { pino } from 'pino';
import type { Settings } from '../../config/settings-table.js';
import type { Logger } from '../../core/log.js';
import type { Palette } from './color.js';
import { renderLogLine } from './log-line.js';
import type { StatusLine } from './status-line.js';

export interface LoggerOptions {
  readonly level: Settings['logLevel'];
  readonly format: Settings['logFormat'];
}

/** pino on stderr: text for people on a terminal, else one JSON object a line. */
export function createLogger(status: StatusLine, palette: Palette, options: LoggerOptions): Logger {
  const readable = options.format === 'text' || (options.format === 'auto' && status.live);
  return pino(
    { level: options.level, base: null, formatters: { level: (label) => ({ level: label }) } },
    { write: (line: string) => status.writeAbove(readable ? renderLogLine(line, palette) : line) },
  );
}
