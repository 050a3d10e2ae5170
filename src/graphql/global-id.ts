import { EdgewiseError } from '../core/errors.js';

const TYPES = ['User', 'Item'] as const;

export type NodeType = (typeof TYPES)[number];

export interface NodeReference {
  readonly type: NodeType;
  readonly key: string;
}

/** Relay's global id: base64url of `Type:key`. */
export function encodeGlobalId({ type, key }: NodeReference): string {
  return Buffer.from(`${type}:${key}`, 'utf8').toString('base64url');
}

/** What a global id names; BAD_ID for anything that `encodeGlobalId` does not make. */
export function decodeGlobalId(id: string): NodeReference {
  const text = Buffer.from(id, 'base64url').toString('utf8');
  const colon = text.indexOf(':');
  const type = TYPES.find((name) => name === text.slice(0, colon));
  const key = text.slice(colon + 1);
  // Node skips characters outside the alphabet and replaces bad UTF-8: only the exact spelling is an id.
  if (type === undefined || key === '' || encodeGlobalId({ type, key }) !== id) {
    throw new EdgewiseError('BAD_ID', 'The id is not one that this API returned.');
  }
  return { type, key };
}
