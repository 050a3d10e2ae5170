import type { Clock } from '../core/clock.js';
import type { Logger } from '../core/log.js';
import { type AccessControl, openAccessControl } from './access/access-control.js';
import { type AuditLog, loggedAudit, openAuditFile } from './access/audit-log.js';
import { type DocumentPolicy, openDocumentPolicy } from './documents/document-policy.js';
import { createOperationGate, type GatedOperation } from './limits/operation-gate.js';
import { DEFAULT_RATE_LIMIT, RateLimiter } from './limits/rate-limiter.js';
import type { ServerLimits } from './limits/server-limits.js';
import type { ServerOptions } from './server-options.js';

/** What stands between clients and the data: who asks, how much, which documents, and what is taken down of it. */
export interface Safeguards {
  readonly access: AccessControl;
  /** Undefined where clients are not limited. */
  readonly rates: RateLimiter | undefined;
  readonly documents: DocumentPolicy;
  readonly audit: AuditLog;
  /** What an operation passes before it runs, on whatever way it came. */
  readonly passOperation: (operation: GatedOperation) => void;
}

export interface SafeguardSurroundings {
  readonly limits: ServerLimits;
  /** Whether only this machine reaches the server: then access is open and rates are unlimited unless said otherwise. */
  readonly isLoopback: boolean;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Errors: AUTH_NOT_CONFIGURED, KEYS_UNREADABLE, DOCUMENTS_INVALID, AUDIT_LOG_UNWRITABLE. */
export async function openSafeguards(
  { access = { mode: 'auto' }, rateLimit, documents, auditFile }: ServerOptions,
  { limits, isLoopback, clock, log }: SafeguardSurroundings,
): Promise<Safeguards> {
  const policy = await openDocumentPolicy(documents);
  const limit = rateLimit ?? (isLoopback ? 'off' : DEFAULT_RATE_LIMIT);
  return {
    access: await openAccessControl(access, { isLoopback, clock, log }),
    rates: limit === 'off' ? undefined : new RateLimiter(limit),
    documents: policy,
    audit: auditFile === undefined ? loggedAudit(log) : await openAuditFile(auditFile, clock, log),
    passOperation: createOperationGate(limits, policy),
  };
}
