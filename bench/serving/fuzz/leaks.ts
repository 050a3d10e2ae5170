/** What only the inside of the server knows: frames of stacks, paths, names of modules, the store. */
const INTERNALS = [
  /\n\s+at [\w.<>[\] ]+ \(?[^)\s]+:\d+:\d+/,
  /\\n\s+at [\w.<>[\] ]+ \(?[^)\s]+:\d+:\d+/,
  /node_modules/,
  /node:internal/,
  /file:\/\//,
  /\/(?:home|root|work|usr|tmp)\/\w/,
  /\.(?:ts|mjs|cjs):\d+/,
  /embedded:/,
  /grafeo/i,
  /stacktrace/i,
  /TypeError|RangeError|ReferenceError/,
  /Cannot read propert/,
  /is not a function/,
  /\bMATCH \(|\bUNWIND \$/,
];

/** The first internal that an answer shows and that the request did not bring with it; undefined when there is none. */
export function leakIn(answer: string, request: string): string | undefined {
  for (const pattern of INTERNALS) {
    const match = pattern.exec(answer)?.[0];
    if (match !== undefined && !request.includes(match)) return JSON.stringify(match);
  }
  return undefined;
}
