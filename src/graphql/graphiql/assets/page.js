/* global document, fetch, GraphiQL, React, ReactDOM, TextDecoderStream */
// Runs in the browser: GraphiQL over this server's own endpoints.

const ENDPOINT = '/graphql';
const LIVE_ENDPOINT = '/graphql/stream';

const EXAMPLE = `# Ctrl-Enter runs the operation at the cursor; Ctrl-Space completes.
query Recommendations {
  users(first: 1) {
    nodes {
      key
      recommendations(first: 5) {
        edges {
          rank
          score
          source
          node {
            key
            title
          }
        }
      }
    }
  }
}
`;

ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, { fetcher, defaultQuery: EXAMPLE, isHeadersEditorEnabled: true }),
);

/** Queries and mutations are posted; a subscription is read as events until GraphiQL stops it. */
function fetcher(params, options = {}) {
  return isSubscription(params, options.documentAST)
    ? events(params, options.headers)
    : answer(params, options.headers);
}

function isSubscription({ operationName }, document) {
  const operations = (document?.definitions ?? []).filter((node) => node.kind === 'OperationDefinition');
  const chosen = operations.find((node) => (operationName ?? null) === null || node.name?.value === operationName);
  return chosen?.operation === 'subscription';
}

async function answer(params, headers) {
  const response = await post(ENDPOINT, 'application/json', params, headers);
  return response.json();
}

async function* events(params, headers) {
  const response = await post(LIVE_ENDPOINT, 'text/event-stream', params, headers);
  if (!response.ok) {
    yield await response.json();
    return;
  }
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const messages = text.split('\n\n');
    text = messages.pop();
    for (const message of messages) {
      const data = /^data: ?(.+)$/m.exec(message)?.[1];
      if (/^event: ?next$/m.test(message) && data !== undefined) yield JSON.parse(data);
      if (/^event: ?complete$/m.test(message)) return;
    }
  }
}

function post(path, accept, params, headers) {
  return fetch(path, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', accept },
    body: JSON.stringify(params),
  });
}
