// Adds to package-lock.json the optional packages of other platforms that npm left out. npm leaves out what the registry
// in use does not serve, and `npm ci` then refuses the lock. Run it after `npm install` where that happens; it changes
// nothing in a complete lock. What it adds has no integrity: it was never seen.
import { readFileSync, writeFileSync } from 'node:fs';

const LOCK = 'package-lock.json';

/** `name-linux-arm64-gnu`, `name-darwin-x64`, `name-linux-arm-gnueabihf` … */
const PLATFORM =
  /(aix|android|darwin|freebsd|linux|openharmony|sunos|win32)-([a-z]+\d*x?)(?:-(gnu|glibc|musl|eabi|msvc)\w*)?$/;
const LIBC = new Map([
  ['gnu', 'glibc'],
  ['glibc', 'glibc'],
  ['musl', 'musl'],
]);

/** @typedef {{ version: string, dev?: true, optional?: true, os?: string[], cpu?: string[], libc?: string[], optionalDependencies?: Record<string, string> }} Entry */

const lock = /** @type {{ packages: Record<string, Entry> }} */ (JSON.parse(readFileSync(LOCK, 'utf8')));
const added = Object.values(lock.packages).flatMap((entry) =>
  Object.entries(entry.optionalDependencies ?? {}).flatMap(([name, version]) => complete(entry, name, version)),
);
if (added.length > 0) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
}
console.error(added.length === 0 ? `${LOCK} is complete.` : `Added to ${LOCK}: ${added.join(', ')}.`);

/**
 * @param {Entry} parent
 * @param {string} name
 * @param {string} version
 * @returns {string[]} the name, when it was missing
 */
function complete(parent, name, version) {
  const path = `node_modules/${name}`;
  const platform = PLATFORM.exec(name);
  if (path in lock.packages || platform === null) return [];
  const [, os, cpu, abi] = platform;
  const libc = LIBC.get(abi ?? '');
  lock.packages[path] = {
    version,
    ...(parent.dev && { dev: true }),
    optional: true,
    os: [String(os)],
    cpu: [String(cpu)],
    ...(libc !== undefined && os === 'linux' && { libc: [libc] }),
  };
  return [name];
}
