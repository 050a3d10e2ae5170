// A program of its own: native engines do not live in jest's realms. Runs the contract suite on the engine named by its
// first argument, found in the directory that is its second, and prints one line of JSON.
import { run } from 'jest-circus';
import { silentLogger } from '../../src/core/log.js';
import { startEngine, type EngineName } from '../../src/engine/start-engine.js';
import { engineContract } from '../contracts/engine.js';

const [name, tensorflowDirectory] = process.argv.slice(2) as [EngineName, string | undefined];
const options = { log: silentLogger, ...(tensorflowDirectory !== undefined && { tensorflowDirectory }) };
Reflect.set(globalThis, Symbol.for('TEST_TIMEOUT_SYMBOL'), 600_000); // What jest's `testTimeout` sets; GPUs may be emulated.
engineContract(name, () => startEngine(name, options));
const { testResults, unhandledErrors } = await run();
const results = testResults.map(({ testPath, status, errors }) => ({
  name: testPath.slice(2).join(' '),
  status,
  errors,
}));
console.log(JSON.stringify({ results, unhandledErrors }));
process.exit(0); // Native engines may keep threads that never end.
