import { pino } from 'pino';
import type { Settings } from '../../config/settings-table.js';
import { maskSecrets } from '../../core/mask-secrets.js';
import type { Logger } from '../../core/log.js';
import type { Palette } from './color.js';
import { renderLogLine } from './log-line.js';
import type { StatusLine } from './status-line.js';

export interface LoggerOptions {
  readonly level: Settings['logLevel'];
  readonly format: Settings['logFormat'];
}

/** Fields that may hold a credential, however they got into a log line; texts within others are masked below. */
const SECRET_FIELDS = ['authorization', 'apiKey', 'password', 'secret', 'token', '["x-api-key"]'];

/** pino on stderr: text for people on a terminal, else one JSON object a line. No secret passes it. */
export function createLogger(status: StatusLine, palette: Palette, options: LoggerOptions): Logger {
  const readable = options.format === 'text' || (options.format === 'auto' && status.live);
  return pino(
    {
      level: options.level,
      base: null,
      formatters: { level: (label) => ({ level: label }) },
      redact: SECRET_FIELDS.flatMap((name) => [name, name.startsWith('[') ? `*${name}` : `*.${name}`]),
    },
    {
      write: (line: string) =>
        status.writeAbove(readable ? renderLogLine(maskSecrets(line), palette) : maskSecrets(line)),
    },
  );
}
