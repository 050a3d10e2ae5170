// Mercurius with its JIT compiling every operation, as fast as it goes.
import fastify from 'fastify';
import mercurius from 'mercurius';
import { precomputedSchema } from './precomputed.js';

const app = fastify();
await app.register(mercurius, { schema: precomputedSchema(), jit: 1 });
const origin = await app.listen({ host: '127.0.0.1', port: 0 });
console.log(JSON.stringify({ url: `${origin}/graphql` }));
