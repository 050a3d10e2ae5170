import type { Section } from '../harness/bench.js';
import { serve } from './served.js';
import { prepareShop } from './shop.js';

const BAR = 'checks of graphql-cop that flag the server, GET closed';

/**
 * The checks of graphql-cop (github.com/dolevf/graphql-cop), each as the request that it makes and what it takes for a
 * finding.
 */
const CHECKS: Readonly<Record<string, (url: string) => Promise<boolean>>> = {
  'alias overloading': async (url) =>
    hasData(await post(url, `query { ${repeat(101, (count) => `alias${count}:__typename`)} }`), 'alias100'),
  'array-based batching': async (url) => {
    const response = await send(
      url,
      Array.from({ length: 11 }, () => ({ query: 'query { __typename }' })),
    );
    return Array.isArray(response) && response.length >= 10;
  },
  'circular introspection': async (url) => {
    const circle = 'fields { type { fields { type { fields { type { fields { type { name } } } } } } } }';
    return lengthOf(await post(url, `query { __schema { types { ${circle} } } }`), ['data', '__schema', 'types']) > 25;
  },
  'directive overloading': async (url) =>
    lengthOf(await post(url, `query { __typename ${'@aa'.repeat(10)} }`), ['errors']) >= 10,
  'field duplication': async (url) =>
    hasData(await post(url, `query { ${'__typename \n'.repeat(500)} }`), '__typename'),
  'field suggestions': async (url) =>
    JSON.stringify(await post(url, 'query { __schema { directive } }')).includes('Did you mean'),
  'queries by GET': async (url) => hasData(await get(url, '{__typename}'), '__typename'),
  'mutations by GET': async (url) => hasData(await get(url, 'mutation {__typename}'), '__typename'),
  'url-encoded queries': async (url) => {
    const body = new URLSearchParams({ query: 'query {__typename}' });
    return hasData(await json(fetch(url, { method: 'POST', body })), '__typename');
  },
  'an IDE': async (url) => {
    for (const path of ['/graphiql', '/playground', '/console', '/graphql']) {
      const response = await fetch(new URL(path, url), { headers: { accept: 'text/html' } });
      if (/graphiql\.min\.css|GraphQL Playground|GraphiQL|graphql-playground/.test(await response.text())) return true;
    }
    return false;
  },
  introspection: async (url) =>
    lengthOf(await post(url, 'query { __schema { types { name fields { name } } } }'), ['data', '__schema', 'types']) >
    0,
  'trace mode': async (url) =>
    /tracing|exception|stacktrace/i.test(JSON.stringify(await post(url, 'query { __typename }'))),
  'unhandled errors': async (url) =>
    /exception|stacktrace/i.test(JSON.stringify(await post(url, 'qwerty cop { abc }'))),
};

export const copSection: Section = {
  name: 'cop',
  needs: [],
  bars: [{ name: BAR, limit: 0, unit: '', passes: 'within' }],
  async measure(run) {
    const { words } = await prepareShop(run);
    const server = await serve({ words, signal: run.signal });
    try {
      const flagged: string[] = [];
      for (const [name, flags] of Object.entries(CHECKS)) if (await flags(server.url)) flagged.push(name);
      return {
        values: { [BAR]: flagged.length },
        note: `${Object.keys(CHECKS).length} checks${flagged.length > 0 ? `; flagged: ${flagged.join(', ')}` : ''}`,
      };
    } finally {
      await server.stop();
    }
  },
};

function post(url: string, query: string): Promise<unknown> {
  return send(url, { query });
}

function send(url: string, body: unknown): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  return json(fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }));
}

function get(url: string, query: string): Promise<unknown> {
  return json(fetch(`${url}?${new URLSearchParams({ query }).toString()}`));
}

/** The answer; null where it is no JSON, which finds nothing. */
async function json(response: Promise<Response>): Promise<unknown> {
  try {
    return await (await response).json();
  } catch {
    return null;
  }
}

function hasData(answer: unknown, field: string): boolean {
  return at(answer, ['data', field]) !== undefined;
}

function lengthOf(answer: unknown, path: readonly string[]): number {
  const value = at(answer, path);
  return Array.isArray(value) ? value.length : 0;
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((part, name) => (part as Record<string, unknown> | null | undefined)?.[name], value);
}

function repeat(times: number, text: (count: number) => string): string {
  return Array.from({ length: times }, (_, count) => text(count)).join(' ');
}
