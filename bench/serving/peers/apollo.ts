// Apollo Server as its documentation starts it.
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { precomputedSchema } from './precomputed.js';

const server = new ApolloServer({ schema: precomputedSchema(), introspection: false, nodeEnv: 'production' });
const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
console.log(JSON.stringify({ url }));
