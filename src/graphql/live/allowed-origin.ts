import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a page of this origin may open a socket. Browsers ask nobody before they open one, so that the server has to look:
 * its own pages may and those of listed origins. What is no browser sends no origin.
 */
export function isOriginAllowed({ origin, host }: IncomingHttpHeaders, listed: readonly string[]): boolean {
  if (origin === undefined || listed.includes(origin)) return true;
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
