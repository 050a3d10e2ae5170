import neo4j, { type AuthToken, type Config, type Driver, type Session, type SessionConfig } from 'neo4j-driver';
import { EdgewiseError } from '../../core/errors.js';
import type { Logger } from '../../core/log.js';
import type { Neo4jOptions } from './neo4j-options.js';

/** `neo4j` finds the members of a cluster; `bolt` talks to one server. `+s`: TLS; `+ssc`: without asking who it is. */
const SCHEME = /^(neo4j|bolt)(\+s|\+ssc)?$/;

/** Advice on the text of a statement is of no use where it runs. */
const SILENT = { minimumSeverityLevel: 'OFF' } as const;

const DEFAULT_POOL = 20;
/** A page of an export has some hundred records; of their lists, a thousand take a megabyte. */
const FETCH_SIZE = 10_000;

/** The driver declares its settings as classes, though it takes plain objects. */
type Plain<Class> = { [Name in keyof Class]: Class[Name] };

const connect: (
  url: string,
  auth: AuthToken | undefined,
  config: Plain<Omit<Config, 'notificationFilter'>> & { notificationFilter: typeof SILENT },
) => Neo4jDriver = neo4j.driver;

/** What the store needs of the driver. */
export interface Neo4jDriver extends Pick<Driver, 'close' | 'getServerInfo'> {
  session(config: Plain<SessionConfig>): Session;
}

export interface DriverParts extends Pick<Neo4jOptions, 'user' | 'password' | 'authorities' | 'poolSize'> {
  readonly log: Logger;
  /** How long one attempt to connect, and to get a connection of the pool, may take. */
  readonly connectMs: number;
}

/** A driver for the URL; connects to nothing yet. Errors: STORE_URL_INVALID, never quoting what may be a password. */
export function createDriver(url: string, parts: DriverParts): Neo4jDriver {
  const scheme = checkedScheme(url);
  const { user = 'neo4j', password, authorities, poolSize = DEFAULT_POOL, connectMs, log } = parts;
  const auth = password === undefined ? undefined : neo4j.auth.basic(user, password);
  const trusting = authorities !== undefined && scheme.endsWith('+s');
  const config = {
    userAgent: 'edgewise',
    telemetryDisabled: true,
    maxConnectionPoolSize: poolSize,
    connectionTimeout: connectMs,
    connectionAcquisitionTimeout: connectMs * 2,
    // Connections that idled this long are asked whether they live before they are used: a firewall may have cut them.
    connectionLivenessCheckTimeout: 30_000,
    maxConnectionLifetime: 3_600_000,
    fetchSize: FETCH_SIZE,
    notificationFilter: SILENT,
    logging: {
      level: 'warn' as const,
      logger: (_level: string, message: string) => log.debug({ driver: message }, 'Neo4j driver'),
    },
    ...(trusting && {
      encrypted: true,
      trust: 'TRUST_CUSTOM_CA_SIGNED_CERTIFICATES' as const,
      trustedCertificates: [...authorities],
    }),
  };
  try {
    // The driver takes own authorities only with a scheme that says nothing of TLS.
    return connect(url.replace(/^[^:]*/, trusting ? scheme.replace('+s', '') : scheme), auth, config);
  } catch (error) {
    throw new EdgewiseError('STORE_URL_INVALID', 'This Neo4j URL cannot be used.', {
      cure: 'Write neo4j://HOST[:PORT] or bolt://HOST[:PORT], with +s for TLS.',
      cause: error,
    });
  }
}

function checkedScheme(url: string): string {
  const [, scheme = '', authority = ''] = /^([a-z0-9+]+):\/\/([^/?#]*)/i.exec(url) ?? [];
  if (!SCHEME.test(scheme.toLowerCase()) || authority === '') {
    throw new EdgewiseError('STORE_URL_INVALID', 'This Neo4j URL names no host.', {
      cure: 'Write neo4j://HOST[:PORT] or bolt://HOST[:PORT], with +s for TLS.',
    });
  }
  if (url.includes('@')) {
    throw new EdgewiseError('STORE_URL_INVALID', 'A store URL holds no user and no password.', {
      cure: 'Take them out of the URL; set EDGEWISE_NEO4J_USER and EDGEWISE_NEO4J_PASSWORD, or a password file.',
    });
  }
  return scheme.toLowerCase();
}
