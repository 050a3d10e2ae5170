import { eventStreamRoute } from '../live/event-stream-route.js';
import type { ServerParts } from '../server-parts.js';
import { graphiqlRoutes } from '../graphiql/graphiql-routes.js';
import { graphqlRoute } from './graphql-route.js';
import { healthRoutes } from './health.js';
import { landingRoute } from './landing.js';
import type { Route } from './route.js';

/** What clients find at the server's address. */
export function publicRoutes(parts: ServerParts): Route[] {
  return [
    graphqlRoute(parts),
    eventStreamRoute(parts),
    ...healthRoutes(parts),
    ...(parts.hasGraphiql ? graphiqlRoutes() : []),
    ...(parts.options.landing === true ? [landingRoute(parts)] : []),
  ];
}
