import type { SubscriptionResolvers } from '../generated/resolvers.js';
import type { RecommendationsChange } from '../live/live-events.js';
import type { RequestContext } from '../request-context.js';
import { userSource } from '../sources.js';
import { modelOf } from './model.js';

/** `subscribe` waits for events; `resolve` answers one, as things are then. */
export const subscriptionResolvers = {
  recommendationsChanged: {
    subscribe: (_root, { userKey }, { backend }) => backend.live.recommendationsChanged(userKey),
    resolve: ({ userKey, reason }: RecommendationsChange) => ({ user: userSource(userKey), reason }),
  },
  modelSwapped: {
    subscribe: (_root, _given, { backend }) => backend.live.modelSwapped(),
    resolve: (_version: string, _given: object, { served }: RequestContext) =>
      served === undefined ? null : modelOf(served.snapshot.manifest),
  },
} satisfies SubscriptionResolvers;
