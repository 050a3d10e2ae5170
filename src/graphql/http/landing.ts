/** What `GET /` shows a person who opens the address in a browser; `url` is where queries go. */
export function landingText(url: string): string {
  return `Edgewise

Recommendations over GraphQL: POST queries to ${url}

curl ${url} -H 'content-type: application/json' \\
  -d '{"query":"{ users(first: 1) { nodes { key recommendations(first: 5) { edges { rank score node { key title } } } } } }"}'

State: ${new URL('/readyz', url).href}
`;
}
