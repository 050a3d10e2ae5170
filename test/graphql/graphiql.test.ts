import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask } from './http-client.js';
import { shop } from './shop.js';
import { startTestServer, type TestServer } from './test-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer(shop, { landing: true });
});
afterAll(() => server.close());

const get = (path: string, headers = {}): ReturnType<typeof ask> => ask(new URL(path, server.url).href, { headers });

describe('GraphiQL', () => {
  it('is where a browser is sent that opens the address; a terminal is told how to ask', async () => {
    expect(await get('/', { accept: 'text/html,application/xhtml+xml' })).toMatchObject({
      status: 302,
      headers: { location: '/graphiql' },
    });
    expect(await get('/', { accept: '*/*' })).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    });
  });

  it('loads nothing but files of this server, and each of them is there', async () => {
    const page = await get('/graphiql');
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    const named = [...page.body.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1] as string);
    const files = named.filter((name) => name !== 'data:,');
    expect(files.length).toBeGreaterThanOrEqual(6);
    for (const file of files) {
      expect(file).toMatch(/^\/graphiql\/[\w-]+\.(js|css)$/);
      const { status, headers, body } = await get(file);
      expect({ file, status }).toEqual({ file, status: 200 });
      expect(headers['content-type']).toBe(
        file.endsWith('.js') ? 'text/javascript; charset=utf-8' : 'text/css; charset=utf-8',
      );
      if (file.endsWith('.css')) expect(body).not.toMatch(/url\(['"]?(?!data:)|@import/);
      expect(body).not.toContain('sourceMappingURL');
    }
  });

  it('is forbidden by its policy to load from elsewhere, to run scripts of a page and to be framed', async () => {
    const { headers } = await get('/graphiql');
    const policy = new Map(
      String(headers['content-security-policy'])
        .split('; ')
        .map((part) => [part.split(' ')[0], part.split(' ').slice(1).join(' ')]),
    );
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('script-src')).toBe("'self'");
    expect(policy.get('connect-src')).toBe("'self'");
    expect(policy.get('frame-ancestors')).toBe("'none'");
  });

  it('is not there where clients may not read the schema', async () => {
    const closed = await startTestServer(shop, { landing: true, introspection: false });
    try {
      const at = (path: string): ReturnType<typeof ask> =>
        ask(new URL(path, closed.url).href, { headers: { accept: 'text/html' } });
      expect(await at('/graphiql')).toMatchObject({ status: 404 });
      expect(await at('/')).toMatchObject({ status: 200 });
    } finally {
      await closed.close();
    }
  });
});
