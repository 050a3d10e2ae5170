import { setting, settingWithoutDefault } from './setting-definition.js';
import { choice, integer, list, number, text, truth } from './value-types.js';

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
  introspection: setting({
    flag: '--introspection <when>',
    variable: 'EDGEWISE_INTROSPECTION',
    key: 'introspection',
    type: choice('auto', 'on', 'off'),
    default: 'auto',
    description: 'whether clients may read the schema; auto is on for loopback addresses only',
  }),
  allowGet: setting({
    flag: '--allow-get',
    variable: 'EDGEWISE_ALLOW_GET',
    key: 'allowGet',
    type: truth,
    default: false,
    description: 'answer queries by GET too',
  }),
  corsOrigins: settingWithoutDefault({
    flag: '--cors <origins>',
    variable: 'EDGEWISE_CORS',
    key: 'cors',
    type: list,
    defaultNote: 'none',
    description: 'origins whose web pages may call the API',
  }),
  drainSeconds: setting({
    flag: '--drain <seconds>',
    variable: 'EDGEWISE_DRAIN',
    key: 'drain',
    type: number(0, 3600),
    default: 10,
    description: 'how long stopping waits for running requests',
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
