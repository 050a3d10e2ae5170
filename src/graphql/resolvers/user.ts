import { EdgewiseError } from '../../core/errors.js';
import type { UserResolvers } from '../generated/resolvers.js';
import { encodeGlobalId } from '../global-id.js';
import { connection, cutPage } from '../paging/connection.js';
import { oneRowMore, pageRequest } from '../paging/page-request.js';
import { interactionPositions } from '../paging/positions.js';
import { interactionSource } from '../sources.js';
import { attributeList, attributeNamed } from './attributes.js';
import { community } from './community.js';
import { userInfluence } from './influence.js';
import { userNeighbors } from './neighbors.js';
import { linkedItem, readUser, readUserAttributes } from './read-nodes.js';
import { recommendations } from './recommendations.js';

const MOST_BEHAVIORS = 100;

export const userResolvers: UserResolvers = {
  id: ({ key }) => encodeGlobalId({ type: 'User', key }),

  // 0 for a user who went while the request ran.
  revision: async ({ key }, _none, context) => (await readUser(key, context))?.revision ?? 0,

  attribute: async ({ key }, { name }, context) => attributeNamed(name, await readUserAttributes(key, context)),
  attributes: async ({ key }, _none, context) => attributeList(await readUserAttributes(key, context)),

  async interactions({ key }, { behaviors, ...paging }, { loaders, served }) {
    if (behaviors && behaviors.length > MOST_BEHAVIORS) {
      throw new EdgewiseError(
        'TOO_MANY_INPUTS',
        `\`behaviors\` holds ${behaviors.length} names; the limit is ${MOST_BEHAVIORS}.`,
      );
    }
    const page = pageRequest(paging, interactionPositions);
    const read = await loaders.interactions.load(key, { ...oneRowMore(page), ...(behaviors && { behaviors }) });
    const { rows, hasNextPage } = cutPage(read, page.first);
    const edges = rows.map((interaction) => ({
      node: interactionSource(interaction, linkedItem(interaction.itemKey, served)),
      get cursor() {
        return interactionPositions.encode(interaction);
      },
    }));
    return connection(edges, { hasNextPage, after: page.after });
  },

  community: ({ key }, _none, { served }) => community(key, 'users', served),
  recommendations: ({ key }, given, context) => recommendations(key, given, context),
  neighbors: ({ key }, given, context) => userNeighbors(key, given, context),
  influence: ({ key }, { itemKey }, context) => userInfluence(key, itemKey, context),
};
