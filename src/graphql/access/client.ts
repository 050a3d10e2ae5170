import { EdgewiseError } from '../../core/errors.js';

/** What a field may ask of whoever asks for it. `admin` includes the others. */
export type Permission = 'read' | 'write' | 'admin';

/** What a credential is given; with `:self` it is bound to the one user that is its subject, in everything it does. */
export const SCOPES = ['read', 'write', 'admin', 'read:self', 'write:self'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who a request comes from, as its credential says. */
export interface Client {
  /** Public name for logs and limits: `key:ID`, `sub:SUBJECT`, or `anyone` where access is open. */
  readonly id: string;
  readonly permissions: ReadonlySet<Permission>;
  /** The key of the only user that the client may read or write; undefined for clients who are not bound to one. */
  readonly boundTo: string | undefined;
  /** True where access is open, so that nothing tells one client from another. */
  readonly isAnyone: boolean;
}

/** Everyone, where access is off. */
export const ANYONE: Client = {
  id: 'anyone',
  permissions: new Set<Permission>(['read', 'write', 'admin']),
  boundTo: undefined,
  isAnyone: true,
};

/** The client that a credential with these scopes stands for. UNAUTHENTICATED when it is bound and names no subject. */
export function clientOf(id: string, scopes: readonly Scope[], subject: string | undefined): Client {
  const isAdmin = scopes.includes('admin');
  const isBound = !isAdmin && scopes.some((scope) => scope.endsWith(':self'));
  if (isBound && (subject === undefined || subject === '')) {
    throw new EdgewiseError('UNAUTHENTICATED', 'The credential is bound to its subject and has none.');
  }
  const permissions = isAdmin ? ANYONE.permissions : new Set(scopes.map(permissionOf));
  return { id, permissions, boundTo: isBound ? subject : undefined, isAnyone: false };
}

export function isScope(text: string): text is Scope {
  return SCOPES.some((scope) => scope === text);
}

function permissionOf(scope: Scope): Permission {
  return scope.replace(':self', '') as Permission;
}
