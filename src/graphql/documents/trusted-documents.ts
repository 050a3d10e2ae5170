import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { EdgewiseError } from '../../core/errors.js';

/** Documents that were written by those who run the server or its clients, by their SHA-256 (hexadecimal). */
export type TrustedDocuments = ReadonlyMap<string, string>;

/**
 * Reads manifests of documents: ours (`{"format": "edgewise-documents", "version": 1, "documents": {HASH: TEXT}}`, which
 * codegen writes), Apollo's (`generate-persisted-query-manifest`) and Relay's (`{HASH: TEXT}`). Every hash is checked. Errors: DOCUMENTS_INVALID.
 */
export async function readTrustedDocuments(paths: readonly string[]): Promise<TrustedDocuments> {
  const manifests = await Promise.all(paths.map(readManifest));
  return new Map(manifests.flatMap((documents) => [...documents]));
}

const SHA256 = /^[0-9a-f]{64}$/;

export function documentHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

async function readManifest(path: string): Promise<TrustedDocuments> {
  const documents = documentsIn(await readJson(path));
  if (documents === undefined) throw invalid(path, 'it is no manifest of documents');
  const wrong = documents.find(([hash, text]) => hash !== documentHash(text));
  if (wrong !== undefined) throw invalid(path, `${wrong[0]} is not the SHA-256 of its document`);
  return new Map(documents);
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch (error) {
    throw invalid(path, error instanceof Error ? error.message : String(error));
  }
}

function documentsIn(value: unknown): [string, string][] | undefined {
  const { format, documents, operations } = (value ?? {}) as Record<string, unknown>;
  if (format === 'edgewise-documents' && typeof documents === 'object' && documents !== null) {
    return textEntries(Object.entries(documents));
  }
  if (format === 'apollo-persisted-query-manifest' && Array.isArray(operations)) {
    return textEntries(operations.map((operation: { id?: unknown; body?: unknown }) => [operation.id, operation.body]));
  }
  const entries = Object.entries((value ?? {}) as Record<string, unknown>);
  return entries.length > 0 && entries.every(([hash]) => SHA256.test(hash)) ? textEntries(entries) : undefined;
}

function textEntries(entries: readonly (readonly unknown[])[]): [string, string][] | undefined {
  const isText = entries.every(([hash, text]) => typeof hash === 'string' && typeof text === 'string');
  return isText ? (entries as [string, string][]) : undefined;
}

function invalid(path: string, why: string): EdgewiseError {
  return new EdgewiseError('DOCUMENTS_INVALID', `The trusted documents of ${path} cannot be used: ${why}.`, {
    place: { file: path },
  });
}
