import type { ApolloServerPlugin } from '@apollo/server';
import { hideSchema } from '../limits/hidden-schema.js';
import type { RequestContext } from '../request-context.js';

/** Where clients may not read the schema, errors of validation do not tell it either. */
export const hiddenSchemaPlugin: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response }) => {
      if (response.body.kind !== 'single') return;
      const result = response.body.singleResult;
      if (result.errors !== undefined) result.errors = hideSchema(result.errors);
    },
  }),
};
