import type { ItemRecord } from '../../store/interaction-store.js';
import type { ItemResolvers } from '../generated/resolvers.js';
import { encodeGlobalId } from '../global-id.js';
import type { RequestContext } from '../request-context.js';
import type { ItemSource } from '../sources.js';
import { attributeList, attributeNamed } from './attributes.js';
import { community } from './community.js';
import { itemNeighbors } from './neighbors.js';
import { readItem } from './read-nodes.js';

/** Answered without a promise where the record is at hand, which is nearly always: execution is cheaper so. */
export const itemResolvers: ItemResolvers = {
  id: ({ key }) => encodeGlobalId({ type: 'Item', key }),
  title: (item, _none, context) => fromRecord(item, context, (record) => record?.title ?? null),
  attribute: (item, { name }, context) =>
    fromRecord(item, context, (record) => attributeNamed(name, record?.attributes)),
  attributes: (item, _none, context) => fromRecord(item, context, (record) => attributeList(record?.attributes)),
  popularity: ({ key }, _none, { served }) => served?.recommender.popularity(key) ?? null,
  community: ({ key }, _none, { served }) => community(key, 'items', served),
  neighbors: ({ key }, given, context) => itemNeighbors(key, given, context),
};

function fromRecord<Value>(
  item: ItemSource,
  context: RequestContext,
  value: (record: ItemRecord | undefined) => Value,
): Value | Promise<Value> {
  return item.record === undefined ? readItem(item.key, context).then(value) : value(item.record);
}
