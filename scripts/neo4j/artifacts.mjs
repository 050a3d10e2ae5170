import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

export const NEO4J_VERSION = '5.26.30';
const OLDEST_JAVA = 17;
const COPY_DEPENDENCIES = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
/** The first alone pulls neither record storage nor import tool nor procedures. */
const ARTIFACTS = [
  ['org.neo4j.app', 'neo4j-server'],
  ['org.neo4j', 'neo4j'],
];

/**
 * The folder of the server's jars, outside the repository; fetched by Maven, which checks every checksum, when it is not
 * there yet. Throws an Error that says what is missing and how to get it.
 *
 * @param {{ onFetch?: (into: string) => void }} [options] `onFetch` is told before the network is used.
 * @returns {Promise<string>}
 */
export async function neo4jArtifacts({ onFetch } = {}) {
  const folder = artifactsFolder();
  if (existsSync(folder)) return folder;
  onFetch?.(folder);
  await mkdir(dirname(folder), { recursive: true });
  const draft = await mkdtemp(`${folder}-`);
  try {
    await fetchInto(draft);
    // All or nothing; of two that fetch at once the later finds the folder there.
    await rename(join(draft, 'lib'), folder).catch((/** @type {unknown} */ error) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return folder;
}

/** What keeps a server from being started here, with the cure; undefined when nothing does. @returns {Promise<string | undefined>} */
export async function whatNeo4jLacks() {
  const java = await versionOf('java', ['-version'], /version "(\d+)/);
  if (java === undefined) return `Java is missing: install Java ${OLDEST_JAVA} or newer and put it on the PATH`;
  if (Number(java) < OLDEST_JAVA) return `Java ${java} is too old: Neo4j ${NEO4J_VERSION} needs Java ${OLDEST_JAVA}`;
  if (existsSync(artifactsFolder())) return undefined;
  if ((await versionOf('mvn', ['--version'], /Maven (\S+)/)) !== undefined) return undefined;
  return 'Maven is missing: install it and put mvn on the PATH; it fetches the server once';
}

function artifactsFolder() {
  const cache = process.env['XDG_CACHE_HOME'] ?? '';
  return join(cache === '' ? join(homedir(), '.cache') : cache, 'edgewise', `neo4j-${NEO4J_VERSION}`);
}

/** @param {string} draft */
async function fetchInto(draft) {
  await writeFile(join(draft, 'pom.xml'), pom());
  const words = ['-B', '-q', '-C', '-f', join(draft, 'pom.xml'), COPY_DEPENDENCIES];
  const { error, output } = await run('mvn', [
    ...words,
    '-DincludeScope=runtime',
    `-DoutputDirectory=${join(draft, 'lib')}`,
  ]);
  if (error !== undefined) throw new Error(`Maven could not fetch Neo4j ${NEO4J_VERSION}:\n${output}`);
}

function pom() {
  const dependencies = ARTIFACTS.map(
    ([group, artifact]) =>
      `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${NEO4J_VERSION}</version></dependency>`,
  );
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>edgewise</groupId><artifactId>neo4j-for-tests</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>${dependencies.join('')}</dependencies>
</project>
`;
}

/**
 * @param {string} program
 * @param {string[]} words
 * @param {RegExp} pattern its first group is the version
 * @returns {Promise<string | undefined>}
 */
async function versionOf(program, words, pattern) {
  const { error, output } = await run(program, words);
  return error === undefined ? pattern.exec(output)?.[1] : undefined;
}

/**
 * @param {string} program
 * @param {string[]} words
 * @returns {Promise<{ error: Error | undefined, output: string }>}
 */
function run(program, words) {
  return new Promise((done) => {
    execFile(program, words, { maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
      done({ error: error ?? undefined, output: `${stdout}${stderr}`.trim() }),
    );
  });
}
