import { silentLogger } from '../../src/core/log.js';
import { startEngine } from '../../src/engine/start-engine.js';
import { engineContract } from '../contracts/engine.js';

engineContract('cpu', () => startEngine('cpu', { log: silentLogger }));
