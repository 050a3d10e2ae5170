import { types } from 'node:util';
import { TestEnvironment } from 'jest-environment-node';

/**
 * jest gives every test file a realm of its own. Binary data crosses that border: Node, native addons and WASM hand
 * out the host's typed arrays, and `instanceof` in tfjs and in our own checks would refuse them. So the realm uses the
 * host's (docs/decisions/0001-tests-share-typed-arrays.md).
 */
const SHARED = [
  'ArrayBuffer',
  'SharedArrayBuffer',
  'DataView',
  'Atomics',
  'WebAssembly',
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
];

/**
 * The Neo4j of this worker, started by the first suite that asks. It lives here, in the host's realm, because a suite's
 * realm ends with the suite.
 *
 * @type {Promise<import('../../scripts/neo4j/start-neo4j.mjs').Neo4jServer> | undefined}
 */
let startedNeo4j;

/** @param {import('../../scripts/neo4j/start-neo4j.mjs').StartOptions} options */
function neo4jOnce(options) {
  startedNeo4j ??= import('../../scripts/neo4j/start-neo4j.mjs').then(({ startNeo4j }) => startNeo4j(options));
  return startedNeo4j;
}

export default class EdgewiseEnvironment extends TestEnvironment {
  /** @override */
  async setup() {
    await super.setup();
    for (const name of SHARED) {
      const value = /** @type {unknown} */ (Reflect.get(globalThis, name));
      Object.defineProperty(this.global, name, { value, configurable: true, writable: true });
    }
    acceptForeignErrors(this.global.Error);
    Object.defineProperty(this.global, 'neo4jOnce', { value: neo4jOnce });
  }
}

/**
 * Errors keep their own realm, because the realm's own throws (`null.x`) would not be the host's anyway; instead
 * `instanceof Error` accepts those of Node and of addons too.
 *
 * @param {ErrorConstructor} RealmError
 */
function acceptForeignErrors(RealmError) {
  const ordinary = Function.prototype[Symbol.hasInstance];
  Object.defineProperty(RealmError, Symbol.hasInstance, {
    configurable: true,
    /** @param {unknown} value */
    value(value) {
      return ordinary.call(this, value) || (this === RealmError && types.isNativeError(value));
    },
  });
}
