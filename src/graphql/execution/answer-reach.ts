import {
  type DocumentNode,
  getNamedType,
  type GraphQLSchema,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/**
 * What an answer is made of: the snapshot alone, which changes when another is served; items too, whose records the store
 * changes; or anything of users, which nobody but the asker may keep, nor for long.
 */
export type AnswerReach = 'SNAPSHOT' | 'ITEMS' | 'USERS';

/** Fields of the query type that lead to nothing of users by themselves; all others are taken to. */
const ROOT_FIELDS: ReadonlyMap<string, AnswerReach> = new Map([
  ['model', 'SNAPSHOT'],
  ['__typename', 'SNAPSHOT'],
  ['__schema', 'SNAPSHOT'],
  ['__type', 'SNAPSHOT'],
  ['item', 'ITEMS'],
  ['items', 'ITEMS'],
]);
/** Types whose answers are about a user, wherever they are met. */
const TYPES_OF_USERS: ReadonlySet<string> = new Set(['User', 'Node', 'Interaction']);

/** Of everything that a document may ask, fragments included. */
export function answerReach(schema: GraphQLSchema, document: DocumentNode): AnswerReach {
  const queryType = schema.getQueryType();
  const types = new TypeInfo(schema);
  let reach: AnswerReach = 'SNAPSHOT';
  const widen = (to: AnswerReach): void => {
    if (reach !== 'USERS' && to !== 'SNAPSHOT') reach = to;
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      OperationDefinition: ({ operation }) => {
        if (operation !== OperationTypeNode.QUERY) widen('USERS');
      },
      Field: ({ name }) => {
        if (types.getParentType() === queryType) widen(ROOT_FIELDS.get(name.value) ?? 'USERS');
        const type = types.getType();
        if (!type || TYPES_OF_USERS.has(getNamedType(type).name)) widen('USERS');
      },
    }),
  );
  return reach;
}
