import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApolloClient, titlesFor as titlesByApollo } from '../../examples/client/apollo-client.js';
import { titlesFor as titlesByFetch } from '../../examples/client/fetch.js';
import { createRelayEnvironment, createRelayNetwork } from '../../examples/client/relay.js';
import { createUrqlClient, titlesFor as titlesByUrql } from '../../examples/client/urql.js';
import { documentHash, RecommendationsDocument } from '../../src/client/index.js';
import { createKey } from '../../src/graphql/access/keys/administer-keys.js';
import { shop } from '../graphql/shop.js';
import { NOW, startTestServer, type TestServer } from '../graphql/test-server.js';

let directory: string;
let server: TestServer;
let key: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'edgewise-examples-'));
  const keysFile = join(directory, 'keys.json');
  key = (await createKey(keysFile, { name: 'examples', scopes: ['read'] }, NOW)).secret;
  // The strictest server there is: whoever sends anything but the package's own documents is refused.
  server = await startTestServer(shop, { access: { mode: 'required', keysFile }, documents: { trusted: 'only' } });
  await server.publish();
});
afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true, force: true });
});

const BEST_FOR_ANN = ['Plum jam', 'Ink pen', 'Red kite'];

describe('The example of a client', () => {
  it('fetch', async () => {
    await expect(titlesByFetch(server.url, 'ann', key)).resolves.toEqual(BEST_FOR_ANN);
    await expect(titlesByFetch(server.url, 'nobody', key)).resolves.toEqual([]);
    await expect(titlesByFetch(server.url, 'ann')).rejects.toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
  });

  it('Apollo Client, which asks its cache the second time', async () => {
    const client = createApolloClient(server.url, key);
    await expect(titlesByApollo(client, 'ann')).resolves.toEqual(BEST_FOR_ANN);
    server.observed.forget();
    await expect(titlesByApollo(client, 'ann')).resolves.toEqual(BEST_FOR_ANN);
    expect(server.observed.calls).toEqual([]);
    client.stop();
  });

  it('urql', async () => {
    await expect(titlesByUrql(createUrqlClient(server.url, key), 'ann')).resolves.toEqual(BEST_FOR_ANN);
  });

  it('Relay', async () => {
    const id = documentHash(RecommendationsDocument) ?? '';
    const operation = {
      id,
      name: 'Recommendations',
      text: null,
      operationKind: 'query',
      metadata: {},
      cacheID: id,
    } as const;
    const answer: unknown = await createRelayNetwork(server.url, key)
      .execute(operation, { userKey: 'ann', first: 5 }, {})
      .toPromise();
    expect(answer).toMatchObject({
      data: { user: { recommendations: { edges: [{ node: { title: 'Plum jam' } }, {}, {}] } } },
    });
    expect(createRelayEnvironment(server.url, key).getStore().getSource().size()).toBeGreaterThanOrEqual(0);
  });
});
