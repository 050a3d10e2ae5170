import { Agent, request } from 'node:http';

export interface GraphqlClient {
  /** Milliseconds from sending a query to the last byte of its answer. Throws when the answer has errors. */
  ask(query: string, variables: object): Promise<number>;
  close(): void;
}

/** One kept connection, one request at a time. */
export function openGraphqlClient(url: string): GraphqlClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    async ask(query, variables) {
      const body = JSON.stringify({ query, variables });
      const started = performance.now();
      const answer = await post(url, body, agent);
      const milliseconds = performance.now() - started;
      if (answer.includes('"errors"')) throw new Error(`The server answered ${answer.slice(0, 300)}`);
      return milliseconds;
    },
    close: () => agent.destroy(),
  };
}

function post(url: string, body: string, agent: Agent): Promise<string> {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.once('end', () => resolve(text));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
