import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Kept small: a fresh data directory has 3 MB in place of 517, and the server stops in half a second in place of 13. */
const CONFIGURATION = {
  'server.default_listen_address': '127.0.0.1',
  'server.directories.import': 'import',
  'server.http.enabled': 'false',
  'server.https.enabled': 'false',
  'dbms.usage_report.enabled': 'false',
  'db.tx_log.preallocate': 'false',
  'db.tx_log.rotation.size': '32m',
  'db.tx_log.rotation.retention_policy': 'keep_none',
  'internal.dbms.bolt.netty_server_shutdown_quiet_period': '0',
  'internal.dbms.bolt.netty_server_shutdown_timeout': '1s',
  'server.config.strict_validation.enabled': 'false',
};

/** What the server's own start script hands to Java. */
const JAVA_OPTIONS = [
  '-XX:+UseG1GC',
  '-XX:-OmitStackTraceInFastThrow',
  '-XX:+DisableExplicitGC',
  '-Djdk.nio.maxCachedBufferSize=1024',
  '-Dio.netty.tryReflectionSetAccessible=true',
  '--add-opens=java.base/java.nio=ALL-UNNAMED',
  '--add-opens=java.base/java.io=ALL-UNNAMED',
  '--add-opens=java.base/sun.nio.ch=ALL-UNNAMED',
  '-Dlog4j2.disable.jmx=true',
  '-Dfile.encoding=UTF-8',
];

/**
 * @typedef {object} ServerPlan
 * @property {string} lib folder of the server's jars
 * @property {string} home what the server reads and writes: conf, data, import, logs
 * @property {boolean} temporary whether `home` is removed at the end
 * @property {number} port
 * @property {string} password
 * @property {string} heap as Java writes it, `2g`
 * @property {string} pageCache as Neo4j writes it, `256m`
 * @property {Record<string, string>} configuration further lines of neo4j.conf
 * @property {string[]} java further options of the virtual machine
 */

/** Makes the home, or brings the configuration of a kept one up to date; a new one gets its password. @param {ServerPlan} plan */
export async function prepareHome(plan) {
  for (const name of ['conf', 'import']) await mkdir(join(plan.home, name), { recursive: true });
  const address = `127.0.0.1:${plan.port}`;
  const configuration = {
    ...CONFIGURATION,
    'server.bolt.listen_address': address,
    'server.bolt.advertised_address': address,
    'server.memory.pagecache.size': plan.pageCache,
    ...plan.configuration,
  };
  const lines = Object.entries(configuration).map(([name, value]) => `${name}=${value}\n`);
  await writeFile(join(plan.home, 'conf/neo4j.conf'), lines.join(''));
  if (!isInitialized(plan.home)) await setPassword(plan);
}

/** Whether a server has run here before: its password is set and stays what it is. @param {string} home */
export function isInitialized(home) {
  return existsSync(join(home, 'data/dbms/auth.ini'));
}

/** Arguments of java that start the server. @param {ServerPlan} plan @returns {string[]} */
export function serverArguments({ lib, home, heap, java }) {
  return [
    '-Xms256m',
    `-Xmx${heap}`,
    ...JAVA_OPTIONS,
    ...java,
    '-cp',
    join(lib, '*'),
    'org.neo4j.server.CommunityEntryPoint',
    `--home-dir=${home}`,
    '--console-mode',
    `--config-dir=${join(home, 'conf')}`,
  ];
}

/** @param {string} home @returns {NodeJS.ProcessEnv} */
export function serverEnvironment(home) {
  return { ...process.env, NEO4J_HOME: home, NEO4J_CONF: join(home, 'conf') };
}

/** The password travels in a file, since everyone on the machine can read a command line. @param {ServerPlan} plan */
async function setPassword({ lib, home, password }) {
  const file = join(home, 'conf/set-password');
  const words = ['-cp', join(lib, '*'), 'org.neo4j.cli.AdminTool', 'dbms', 'set-initial-password', password];
  await writeFile(file, words.map(quote).join('\n'), { mode: 0o600 });
  try {
    await promisify(execFile)('java', [`@${file}`], { env: serverEnvironment(home) });
  } catch (error) {
    const { stderr } = /** @type {{ stderr?: string }} */ (error);
    const words = (stderr ?? '').replaceAll(password, '…').trim();
    throw new Error(`Neo4j refused its first password: ${words}`, { cause: error });
  } finally {
    await rm(file, { force: true });
  }
}

/** @param {string} word */
function quote(word) {
  return `"${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
