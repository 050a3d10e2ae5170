// Relay compiles operations of its own from graph-schema/api.graphql. With `"persistConfig": {"file": "documents.json",
// "algorithm": "SHA256"}` in relay.config.json it writes a manifest that the server takes as it is
// (`--documents documents.json`), and an operation's `id` is its hash.
import {
  Environment,
  type GraphQLResponse,
  Network,
  RecordSource,
  Store,
  type RequestParameters,
  type Variables,
} from 'relay-runtime';

export function createRelayNetwork(url: string, credential?: string) {
  return Network.create(async (operation: RequestParameters, variables: Variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(credential !== undefined && { authorization: `Bearer ${credential}` }),
      },
      body: JSON.stringify({
        operationName: operation.name,
        variables,
        ...(operation.id === null
          ? { query: operation.text }
          : { extensions: { persistedQuery: { version: 1, sha256Hash: operation.id } } }),
      }),
    });
    return response.json() as Promise<GraphQLResponse>;
  });
}

export function createRelayEnvironment(url: string, credential?: string): Environment {
  return new Environment({ network: createRelayNetwork(url, credential), store: new Store(new RecordSource()) });
}
