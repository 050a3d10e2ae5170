import type { Route } from '../http/route.js';
import type { ServerMetrics } from '../telemetry/server-metrics.js';

/** Everything in the registry, in the text format of Prometheus. */
export function metricsRoute(metrics: ServerMetrics): Route {
  return {
    path: '/metrics',
    methods: ['GET', 'HEAD'],
    isGated: false,
    async answer() {
      const { body, contentType } = await metrics.text();
      return { status: 200, headers: { 'content-type': contentType }, body };
    },
  };
}
