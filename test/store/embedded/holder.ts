// Opens a store, records that it was here, and keeps the store open until its input ends: `holder.ts DIRECTORY`.
// It prints a line once it is ready.
import { once } from 'node:events';
import { event } from '../../contracts/interaction-store/sample.js';
import { openAt } from './open-at.js';

const store = await openAt(process.argv[2]!);
await store.upsertInteractions([event('holders', String(process.pid))]);
process.stdout.write('ready\n');
await once(process.stdin.resume(), 'end');
await store.close();
