import type { MutationResolvers } from '../generated/resolvers.js';
import { forgetReads } from '../request-context.js';
import { userSource } from '../sources.js';
import { checkInteractions } from './interaction-input.js';
import { userNotFound } from './read-nodes.js';

export const mutationResolvers: MutationResolvers = {
  async recordInteractions(_root, { input }, context) {
    const { store, clock } = context.backend;
    const { records, userErrors } = checkInteractions(input, clock);
    if (userErrors.length > 0) return { created: 0, updated: 0, unchanged: 0, users: [], userErrors };
    const summary = await store.upsertInteractions(records);
    forgetReads(context);
    const userKeys = new Set(records.map((record) => record.userKey));
    return { ...summary, users: [...userKeys].map(userSource), userErrors };
  },

  /** The store first: while it is away nothing is erased, and a call that failed in between can be repeated. */
  async eraseUser(_root, { key }, context) {
    const { store, snapshots } = context.backend;
    const wasStored = await store.eraseUser(key);
    const wasLearned = await snapshots.eraseUser(key);
    forgetReads(context);
    if (wasStored || wasLearned) return { erased: true, userErrors: [] };
    const { code, message } = userNotFound(key);
    return { erased: false, userErrors: [{ code, message, field: ['key'] }] };
  },
};
