import type { Resolvers } from '../generated/resolvers.js';
import { edgeInfluenceResolvers, influenceResolvers, recommendationEdgeResolvers } from './influence.js';
import { itemResolvers } from './item.js';
import { mutationResolvers } from './mutation.js';
import { queryResolvers } from './query.js';
import { attributeValueScalar, timestampScalar } from './scalars.js';
import { subscriptionResolvers } from './subscription.js';
import { userResolvers } from './user.js';

/** Every resolver that does more than read a property; the rest of the schema resolves itself. */
export const resolvers: Resolvers = {
  Query: queryResolvers,
  Mutation: mutationResolvers,
  Subscription: subscriptionResolvers,
  User: userResolvers,
  Item: itemResolvers,
  RecommendationEdge: recommendationEdgeResolvers,
  Influence: influenceResolvers,
  EdgeInfluence: edgeInfluenceResolvers,
  Timestamp: timestampScalar,
  AttributeValue: attributeValueScalar,
};
