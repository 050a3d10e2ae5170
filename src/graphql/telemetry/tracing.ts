import {
  type Context,
  createTraceState,
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import type { Exchange } from '../http/exchange.js';
import type { Gate } from '../http/gate.js';
import type { OperationNames } from './operation-names.js';
import type { TracingOptions } from './tracing-options.js';

export interface Tracing {
  /** Begins the span of a request. */
  readonly gate: Gate;
  /** Sends what is left, for a few seconds at most. */
  stop(): Promise<void>;
}

const STOP_MILLISECONDS = 3000;

/**
 * One span for every operation, from the head of its request to its answer; none for resolvers, which would cost ten times
 * as much. A caller's W3C `traceparent` is its parent, and decides whether it is recorded.
 */
export function startTracing({ endpoint, sample }: TracingOptions, names: OperationNames): Tracing {
  const exporter = new OTLPTraceExporter({ url: tracesUrl(endpoint), timeoutMillis: STOP_MILLISECONDS });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'edgewise' }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(sample) }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
    forceFlushTimeoutMillis: STOP_MILLISECONDS,
  });
  const tracer = provider.getTracer('edgewise');
  return {
    gate: (exchange) => traceExchange(exchange, tracer, names),
    // A collector that is away loses spans; it does not keep the server from stopping.
    stop: () => provider.shutdown().catch(() => undefined),
  };
}

function traceExchange(exchange: Exchange, tracer: Tracer, names: OperationNames): void {
  const startTime = performance.timeOrigin + exchange.startedAt;
  const span = tracer.startSpan('graphql', { kind: SpanKind.SERVER, startTime }, callerOf(exchange));
  if (!span.isRecording()) return;
  exchange.onEnd(() => {
    const { operationName, errorCodes } = exchange.trace;
    const status = exchange.response.statusCode;
    span.updateName(`graphql ${names.label(operationName)}`);
    span.setAttributes({
      'http.request.method': exchange.method,
      'http.response.status_code': status,
      'url.path': exchange.path,
      'edgewise.request_id': exchange.requestId,
      ...(operationName !== undefined && { 'graphql.operation.name': operationName }),
      ...(errorCodes.size > 0 && { 'edgewise.error_codes': [...errorCodes] }),
    });
    if (status >= 500 || errorCodes.has('INTERNAL')) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
}

/** https://www.w3.org/TR/trace-context/: version, trace, parent, flags. */
const TRACE_PARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** What the request's `traceparent` says; the root where it says nothing that is valid. */
function callerOf({ request }: Exchange): Context {
  const { traceparent, tracestate } = request.headers;
  const [, traceId = '', spanId = '', flags = ''] = TRACE_PARENT.exec(String(traceparent)) ?? [];
  const parent = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
  if (!isSpanContextValid(parent)) return ROOT_CONTEXT;
  const traceState = typeof tracestate === 'string' ? { traceState: createTraceState(tracestate) } : {};
  return trace.setSpanContext(ROOT_CONTEXT, { ...parent, ...traceState });
}

function tracesUrl(endpoint: string): string {
  const url = new URL(endpoint);
  if (url.pathname === '/') url.pathname = '/v1/traces';
  return url.href;
}
