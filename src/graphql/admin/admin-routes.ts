import { healthRoutes } from '../http/health.js';
import type { Route } from '../http/route.js';
import type { ServerParts } from '../server-parts.js';
import { metricsRoute } from './metrics-route.js';

/** What those who run the server find at its admin address. */
export function adminRoutes(parts: ServerParts): Route[] {
  return [...healthRoutes(parts), ...(parts.metrics === undefined ? [] : [metricsRoute(parts.metrics)])];
}
