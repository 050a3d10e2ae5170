import { readFile } from 'node:fs/promises';
import type { Settings } from '../../config/settings-table.js';
import { EdgewiseError } from '../../core/errors.js';
import type { ServerOptions } from '../../graphql/server-options.js';
import { STORE_SETTINGS } from '../../config/neo4j-settings.js';
import { ACCESS_OPTION_SETTINGS, accessOptions } from '../access-options.js';
import { defineCommand } from '../command-definition.js';
import { openSnapshots } from '../open-snapshots.js';
import { untilInterrupted } from '../until-interrupted.js';
import { withStore } from '../with-store.js';

export const serveCommand = defineCommand({
  name: 'serve',
  summary: 'answer GraphQL queries over HTTP',
  description:
    'Serves the newest snapshot and swaps in each one that is published, without dropping a request. Holds an embedded ' +
    'store while it runs: import, refresh, recommend and store commands go through it. SIGTERM or Ctrl-C finishes the ' +
    'running requests and exits with 0. /healthz answers while the process lives, /readyz while it can answer queries.',
  settings: [
    ...STORE_SETTINGS,
    'snapshotDirectory',
    'host',
    'port',
    'introspection',
    'jit',
    'scoringThreads',
    'allowGet',
    'corsOrigins',
    'tlsCertificate',
    'tlsKey',
    'hostNames',
    'compression',
    'drainSeconds',
    'adminPort',
    'adminHost',
    'slowMilliseconds',
    'otelEndpoint',
    'otelSample',
    ...ACCESS_OPTION_SETTINGS,
  ],
  examples: [
    { command: 'edgewise serve', shows: 'on http://127.0.0.1:4000/graphql' },
    {
      command: 'edgewise serve --host 0.0.0.0 --port 8080',
      shows: 'for other machines, whose clients need a key (`edgewise keys create`) or a token',
    },
    { command: 'edgewise serve --admin-port 9464', shows: 'metrics and probes on http://127.0.0.1:9464 too' },
    { command: 'edgewise serve --json', shows: 'one object with the URL on stdout once it listens, logs on stderr' },
  ],
  async run(call) {
    const { startServer } = await import('../../graphql/create-server.js');
    const { settings, run, output } = call;
    const snapshots = await openSnapshots(call);
    await withStore({ ...call, servesRequests: true }, async (store) => {
      const server = await startServer({
        store,
        snapshots,
        log: run.log,
        clock: run.clock,
        ...serverOptions(settings),
        ...(await tlsOptions(settings)),
      });
      const { url, adminUrl } = server;
      const admin = adminUrl === undefined ? {} : { adminUrl };
      output.result({ url, ...admin, pid: process.pid }, () => `Serving ${url}; Ctrl-C stops.`);
      await untilInterrupted(run.signal);
      await server.close();
    });
  },
});

function serverOptions(settings: Settings): Omit<ServerOptions, 'store' | 'snapshots'> {
  const {
    host,
    port,
    introspection,
    jit,
    scoringThreads,
    allowGet,
    corsOrigins,
    hostNames,
    compression,
    drainSeconds,
  } = settings;
  const { adminPort, adminHost, slowMilliseconds, otelEndpoint, otelSample } = settings;
  const access = accessOptions(settings);
  return {
    ...access,
    host,
    port,
    jit: jit === 'on',
    threads: { count: scoringThreads },
    compression: compression === 'on',
    allowGet,
    landing: true,
    slowMilliseconds,
    ...(otelEndpoint !== undefined && { tracing: { endpoint: otelEndpoint, sample: otelSample } }),
    limits: { ...access.limits, drainMilliseconds: drainSeconds * 1000 },
    ...(adminPort !== undefined && { admin: { host: adminHost, port: adminPort } }),
    ...(introspection !== 'auto' && { introspection: introspection === 'on' }),
    ...(corsOrigins !== undefined && { corsOrigins }),
    ...(hostNames !== undefined && { hostNames }),
  };
}

/** The keys of the files that the settings name. Errors: BAD_SETTING for one without the other, FILE_NOT_FOUND. */
async function tlsOptions({ tlsCertificate, tlsKey }: Settings): Promise<Pick<ServerOptions, 'tls'>> {
  if (tlsCertificate === undefined && tlsKey === undefined) return {};
  if (tlsCertificate === undefined || tlsKey === undefined) {
    throw new EdgewiseError('BAD_SETTING', 'TLS needs both --tls-cert and --tls-key.');
  }
  return { tls: { cert: await readPem(tlsCertificate), key: await readPem(tlsKey) } };
}

async function readPem(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new EdgewiseError('FILE_NOT_FOUND', `${path} cannot be read.`, { cause, place: { file: path } });
  }
}
