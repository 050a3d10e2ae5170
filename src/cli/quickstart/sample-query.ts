/** What quickstart asks, and gives to paste: one user of the sample and what is recommended to her. */
export const SAMPLE_QUERY =
  '{ user(key: "sample-user-00042") { recommendations(first: 5) { edges { rank score source node { key title } } } } }';

/** The body of a POST that asks the sample query. */
const SAMPLE_BODY = JSON.stringify({ query: SAMPLE_QUERY });

const CONTENT_TYPE = 'application/json';

/** The command line that asks a server the sample query. */
export function curlLine(url: string): string {
  return `curl -s ${url} -H 'content-type: ${CONTENT_TYPE}' -d '${SAMPLE_BODY}'`;
}

/** The server's answer to the sample query. */
export async function askServer(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': CONTENT_TYPE },
    body: SAMPLE_BODY,
    signal,
  });
  return response.json();
}
