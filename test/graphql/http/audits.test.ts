import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { shop } from '../shop.js';
import { startTestServer, type TestServer } from '../test-server.js';

/** Audits that ask by GET. */
const BY_GET = 3;

let closed: TestServer;
let open: TestServer;
beforeAll(async () => {
  closed = await startTestServer(shop, { introspection: false });
  open = await startTestServer(shop, { introspection: false, allowGet: true });
});
afterAll(async () => {
  await closed.close();
  await open.close();
});

/** How often each status came, and what was said of those that are not well. */
async function audit(url: string): Promise<{ ok: number; errors: string[]; total: number; others: string[] }> {
  const results = await Promise.all(serverAudits({ url, fetchFn: fetch }).map((entry) => entry.fn()));
  const described = (status: string): string[] =>
    results.flatMap((result) =>
      result.status === status ? [`${result.name}: ${'reason' in result ? result.reason : ''}`] : [],
    );
  return {
    total: results.length,
    ok: results.filter(({ status }) => status === 'ok').length,
    errors: described('error'),
    others: [...described('warn'), ...described('notice')],
  };
}

describe('The GraphQL over HTTP audits, in the settings of production', () => {
  it('all pass with GET open', async () => {
    await expect(audit(open.url)).resolves.toEqual({ ok: 61, total: 61, errors: [], others: [] });
  });

  it('pass with GET closed but for those that ask by GET, none of which is an error', async () => {
    const { ok, total, errors, others } = await audit(closed.url);
    expect({ ok, total, errors }).toEqual({ ok: 61 - BY_GET, total: 61, errors: [] });
    expect(others).toHaveLength(BY_GET);
  });
});
