// `node --import ./test/setup/outside-jest/register.js PROGRAM.ts`: suites written for jest run in a plain process, where
// native addons live. `@jest/globals` becomes jest's own circus and expect, without its realms.
import { register } from 'node:module';

register('./hooks.js', import.meta.url);
