// `node --import ./scripts/typescript.mjs FILE.ts`: runs TypeScript as it stands, types stripped by the compiler that
// the tests use. Benchmarks and generators need no build of their own this way.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
