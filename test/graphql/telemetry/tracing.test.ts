import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { shop } from '../shop.js';
import { startTestServer } from '../test-server.js';

interface Span {
  readonly traceId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
}

interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Span['attributes'] };
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

/** What a collector receives. */
const spans: Span[] = [];
const services = new Set<unknown>();
const paths = new Set<string | undefined>();
let collector: Server;
beforeEach(async () => {
  spans.splice(0);
  collector = createServer((request, response) => {
    paths.add(request.url);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { resourceSpans } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Export;
      for (const { resource, scopeSpans } of resourceSpans) {
        services.add(attribute(resource, 'service.name'));
        spans.push(...scopeSpans.flatMap((scope) => scope.spans));
      }
      response.end('{}');
    });
  });
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
});
afterEach(() => {
  collector.closeAllConnections();
  collector.close();
});

const endpoint = (): string => `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
const attribute = ({ attributes }: { attributes: Span['attributes'] }, key: string): unknown =>
  Object.values(attributes.find((entry) => entry.key === key)?.value ?? {})[0];

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

describe('Tracing', () => {
  it('sends one span an operation, below the caller of its traceparent, and its errors', async () => {
    const server = await startTestServer(shop, { tracing: { endpoint: endpoint(), sample: 1 } });
    await server.publish();
    const query = 'query Recommendations { user(key: "ann") { recommendations(first: 3) { edges { rank } } } }';
    await server.query(query, {}, { headers: { traceparent: `00-${TRACE}-${PARENT}-01` } });
    await server.query('query Nobody { user(key: "nobody") { key } }');
    await server.close();
    expect([...paths]).toEqual(['/v1/traces']);
    expect([...services]).toEqual(['edgewise']);
    expect(spans.map((span) => span.name)).toEqual(['graphql Recommendations', 'graphql other']);
    const [first, second] = spans;
    expect(first).toMatchObject({ traceId: TRACE, parentSpanId: PARENT });
    expect(attribute(first!, 'graphql.operation.name')).toBe('Recommendations');
    expect(BigInt(first!.endTimeUnixNano)).toBeGreaterThan(BigInt(first!.startTimeUnixNano));
    expect(second!.traceId).not.toBe(TRACE);
    expect(second!.parentSpanId ?? '').toBe('');
    expect(JSON.stringify(second!.attributes)).toContain('USER_NOT_FOUND');
    expect(JSON.stringify(spans)).not.toMatch(/ann|nobody/);
  });

  it('leaves out what the caller decided not to record, and takes a traceparent that is none for none', async () => {
    const server = await startTestServer(shop, { tracing: { endpoint: endpoint(), sample: 1 } });
    await server.query('{ model { version } }', {}, { headers: { traceparent: `00-${TRACE}-${PARENT}-00` } });
    await server.query('{ model { version } }', {}, { headers: { traceparent: `00-${'0'.repeat(32)}-${PARENT}-01` } });
    await server.close();
    expect(spans).toHaveLength(1);
    expect(spans[0]!.traceId).not.toMatch(/^0+$/);
  });

  it('does not keep a server from answering and stopping when its collector is away', async () => {
    const server = await startTestServer(shop, { tracing: { endpoint: 'http://127.0.0.1:9', sample: 1 } });
    expect((await server.query('{ model { version } }')).errors).toBeUndefined();
    await server.close();
  });
});
