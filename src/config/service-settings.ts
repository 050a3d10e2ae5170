import { setting } from './setting-definition.js';
import { choice, integer, text } from './value-types.js';

/** How the server is reached and what it says. */
export const SERVICE_SETTINGS = {
  host: setting({
    flag: '--host <host>',
    variable: 'EDGEWISE_HOST',
    key: 'host',
    type: text,
    default: '127.0.0.1',
    description: 'address to listen on',
  }),
  port: setting({
    flag: '--port <port>',
    variable: 'EDGEWISE_PORT',
    key: 'port',
    type: integer(0, 65_535),
    default: 4000,
    description: 'port to listen on; 0 lets the system choose',
  }),
  logLevel: setting({
    flag: '--log-level <level>',
    variable: 'EDGEWISE_LOG_LEVEL',
    key: 'logLevel',
    type: choice('silent', 'error', 'warn', 'info', 'debug'),
    default: 'info',
    description: 'least important log line that is written to stderr',
  }),
  logFormat: setting({
    flag: '--log-format <format>',
    variable: 'EDGEWISE_LOG_FORMAT',
    key: 'logFormat',
    type: choice('auto', 'text', 'json'),
    default: 'auto',
    description: 'log lines for people or machines; auto is text on a terminal',
  }),
} as const;
