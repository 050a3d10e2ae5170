import { fileURLToPath } from 'node:url';
import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import { LRUCache } from 'lru-cache';
import { EdgewiseError } from '../../core/errors.js';
import { documentHash, readTrustedDocuments } from './trusted-documents.js';

type PersistedQueries = Exclude<ApolloServerOptions<BaseContext>['persistedQueries'], false | undefined>;
type DocumentCache = NonNullable<PersistedQueries['cache']>;

export interface DocumentOptions {
  /** `only`: nothing but trusted documents is executed; `allow`: they are known by hash from the start; `off`: neither. */
  readonly trusted: 'only' | 'allow' | 'off';
  /** Manifests of trusted documents, beside that of `edgewise/client`. */
  readonly manifests: readonly string[];
  /** Documents that clients may register by hash (automatic persisted queries) at a time; 0 for none. */
  readonly registered: number;
}

const DEFAULTS: DocumentOptions = { trusted: 'allow', manifests: [], registered: 1000 };
/** The operations of `edgewise/client`, written by codegen. */
const OWN_MANIFEST = fileURLToPath(new URL('../../../graph-schema/documents.json', import.meta.url));
/** Text of registered documents, in characters, however many there may be. */
const REGISTERED_CHARACTERS = 8 * 2 ** 20;

/** Before each hash, for caches that Apollo shares with others. */
const APOLLO_PREFIX = 'apq:';

/** Which documents the server executes, and which it knows by their hash alone. */
export interface DocumentPolicy {
  /** For Apollo; undefined where documents have no hashes. */
  readonly cache: DocumentCache | undefined;
  /** The document of a hash (SHA-256, hexadecimal) that is trusted or registered. */
  readonly textOf: (hash: string) => string | undefined;
  /** Texts of trusted documents. */
  readonly trusted: readonly string[];
  /** DOCUMENT_NOT_TRUSTED for a document that is not trusted where only such are executed. */
  assertAllowed(text: string): void;
}

/** Errors: DOCUMENTS_INVALID. */
export async function openDocumentPolicy(given: Partial<DocumentOptions> = {}): Promise<DocumentPolicy> {
  const { trusted: mode, manifests, registered } = { ...DEFAULTS, ...given };
  const isClosed = mode === 'only';
  const trusted = mode === 'off' ? new Map<string, string>() : await readTrustedDocuments([OWN_MANIFEST, ...manifests]);
  const isKnownByHash = trusted.size > 0 || registered > 0;
  const known = registeredDocuments(isClosed ? 0 : registered);
  const textOf = (hash: string): string | undefined => trusted.get(hash) ?? known?.get(hash);
  return {
    cache: isKnownByHash ? documentCache(textOf, known) : undefined,
    textOf,
    trusted: [...trusted.values()],
    assertAllowed(text) {
      if (!isClosed || trusted.has(documentHash(text))) return;
      throw new EdgewiseError('DOCUMENT_NOT_TRUSTED', 'The server executes only documents that it was given.');
    },
  };
}

/** By hash, least used forgotten first; undefined where none are registered. */
function registeredDocuments(most: number): LRUCache<string, string> | undefined {
  if (most === 0) return undefined;
  return new LRUCache<string, string>({
    max: most,
    maxSize: REGISTERED_CHARACTERS,
    sizeCalculation: (text) => Math.max(1, text.length),
  });
}

/** Trusted documents, which nothing replaces, and those that clients registered. */
function documentCache(
  textOf: (hash: string) => string | undefined,
  known: LRUCache<string, string> | undefined,
): DocumentCache {
  const hashOf = (key: string): string => key.replace(APOLLO_PREFIX, '');
  return {
    get: async (key) => textOf(hashOf(key)),
    set: async (key, text) => void known?.set(hashOf(key), text),
    delete: async (key) => known?.delete(hashOf(key)) ?? false,
  };
}
