import { isEdgewiseError } from '../../core/errors.js';
import { auditedUser, type AuditEntry } from '../access/audit-log.js';
import type { MutationResolvers } from '../generated/resolvers.js';
import { forgetReads, type RequestContext } from '../request-context.js';
import { userSource } from '../sources.js';
import { checkInteractions } from './interaction-input.js';
import { userNotFound } from './read-nodes.js';

export const mutationResolvers: MutationResolvers = {
  async recordInteractions(_root, { input }, context) {
    const { store, clock, live } = context.backend;
    const { records, userErrors } = checkInteractions(input, clock);
    if (userErrors.length > 0) return { created: 0, updated: 0, unchanged: 0, users: [], userErrors };
    const userKeys = [...new Set(records.map((record) => record.userKey))];
    const what = { action: 'recordInteractions', interactions: records.length, users: userKeys.map(auditedUser) };
    const summary = await audited(what, context, () => store.upsertInteractions(records));
    forgetReads(context);
    void live.usersChanged(userKeys);
    return { ...summary, users: userKeys.map(userSource), userErrors };
  },

  /** The store first: while it is away nothing is erased, and a call that failed in between can be repeated. */
  async eraseUser(_root, { key }, context) {
    const { store, snapshots, live } = context.backend;
    const what = { action: 'eraseUser', users: [auditedUser(key)] };
    const wasThere = await audited(what, context, async () => {
      const wasStored = await store.eraseUser(key);
      const wasLearned = await snapshots.eraseUser(key);
      return wasStored || wasLearned;
    });
    forgetReads(context);
    void live.usersChanged([key]);
    if (wasThere) return { erased: true, userErrors: [] };
    const { code, message } = userNotFound(key);
    return { erased: false, userErrors: [{ code, message, field: ['key'] }] };
  },
};

/** Does it, and takes down that it was done, or that it failed and may be half done. */
async function audited<Result>(
  what: Pick<AuditEntry, 'action' | 'interactions' | 'users'>,
  { requestId, client, backend }: RequestContext,
  write: () => Promise<Result>,
): Promise<Result> {
  const entry = { ...what, requestId, client: client.id };
  try {
    const result = await write();
    await backend.audit.write({ ...entry, outcome: 'done' });
    return result;
  } catch (error) {
    await backend.audit.write({ ...entry, outcome: 'failed', code: isEdgewiseError(error) ? error.code : 'INTERNAL' });
    throw error;
  }
}
