import { EdgewiseError } from '../core/errors.js';
import { openEmbeddedStore } from './embedded/open-embedded-store.js';
import { openNeo4jStore } from './neo4j/open-neo4j-store.js';
import type { InteractionStore } from './interaction-store.js';
import type { OpenStoreOptions } from './open-store-options.js';

type Opener = (url: string, options: OpenStoreOptions) => Promise<InteractionStore>;

/** What opens a URL, by its scheme. */
const OPENERS: ReadonlyMap<string, Opener> = new Map([
  ['embedded', (url: string, options) => openEmbeddedStore(url.slice('embedded:'.length), options)],
  ...['neo4j', 'neo4j+s', 'neo4j+ssc', 'bolt', 'bolt+s', 'bolt+ssc'].map((scheme): [string, Opener] => [
    scheme,
    openNeo4jStore,
  ]),
]);

/**
 * The store of a URL, ready for use. Errors: STORE_URL_INVALID (never quoting what may hold credentials), and those of
 * its opener.
 */
export async function openStore(url: string, options: OpenStoreOptions): Promise<InteractionStore> {
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*):(.+)$/is.exec(url) ?? [];
  const open = OPENERS.get(scheme?.toLowerCase() ?? '');
  if (open === undefined || rest === undefined) {
    const known = Array.from(OPENERS.keys(), (name) => `${name}:…`).join(', ');
    const given = scheme === undefined ? 'This store URL' : `A store URL that starts with ${scheme}:`;
    throw new EdgewiseError('STORE_URL_INVALID', `${given} is none that can be opened here. Known: ${known}`);
  }
  return open(url, options);
}
