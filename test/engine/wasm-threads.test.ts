import { silentLogger } from '../../src/core/log.js';
import { startEngine } from '../../src/engine/start-engine.js';
import { engineContract } from '../contracts/engine.js';

engineContract('wasm with two threads', () => startEngine('wasm', { log: silentLogger, threads: 2 }));
