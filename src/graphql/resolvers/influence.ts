import { EdgewiseError } from '../../core/errors.js';
import type {
  Counterfactual as FoundCounterfactual,
  CounterfactualDirection,
} from '../../influence/counterfactual/counterfactual.js';
import type { InfluenceAnswer } from '../../influence/influence.js';
import type {
  EdgeInfluenceResolvers,
  InfluenceOrder,
  InfluenceResolvers,
  RecommendationEdgeResolvers,
} from '../generated/resolvers.js';
import { ItemInfluences } from '../loaders/item-influences.js';
import { LARGEST_PAGE } from '../paging/page-request.js';
import { type RequestContext, servedVersion } from '../request-context.js';
import {
  type EdgeInfluenceSource,
  type InfluenceSource,
  interactionSource,
  itemSource,
  type ItemSource,
} from '../sources.js';
import { readUserView } from './read-nodes.js';

const DEFAULT_INFLUENCES = 5;
const DEFAULT_MAX_SIZE = 5;
const LARGEST_SET = 100;
/** Among how many a counterfactual decides whether an item is. */
const TOP = 20;

export const recommendationEdgeResolvers: RecommendationEdgeResolvers = {
  influences: (edge, given, context) => edgeInfluences(edge, given, context),

  counterfactual: ({ source, ...edge }, given, context) =>
    source === 'POPULAR' ? null : counterfactual(edge, given, 'REMOVE', context),
};

export const influenceResolvers: InfluenceResolvers = {
  rank: ({ explained, itemIndex }) => explained.rank(itemIndex),
  influences: (influence, given, context) => edgeInfluences(influence, given, context),

  async counterfactual(influence, given, context) {
    const rank = await influence.explained.rank(influence.itemIndex);
    if (rank === null) return null;
    return counterfactual(influence, given, rank <= TOP ? 'REMOVE' : 'ADD', context);
  },
};

export const edgeInfluenceResolvers: EdgeInfluenceResolvers = {
  rankWithout: (edge) => edge.rankWithout(),
};

/** Errors: SNAPSHOT_MISSING, USER_NOT_FOUND, ITEM_NOT_FOUND, STORE_UNAVAILABLE. */
export async function userInfluence(
  key: string,
  itemKey: string,
  context: RequestContext,
): Promise<InfluenceSource | null> {
  const itemIndex = servedVersion(context).snapshot.items.indexOf(itemKey);
  const user = await readUserView(key, context);
  if (itemIndex === undefined) {
    throw new EdgewiseError('ITEM_NOT_FOUND', `The snapshot has no item with the key ${JSON.stringify(itemKey)}.`);
  }
  const explained = new ItemInfluences(context, user, [itemIndex], undefined);
  const answer = await explained.answer();
  if (answer === undefined) return null;
  return { item: itemAt(itemIndex, context), itemIndex, score: answer.scores[0]!, source: answer.source, explained };
}

/** What `Counterfactual` resolves from. */
interface CounterfactualSource extends Omit<FoundCounterfactual, 'items'> {
  readonly items: readonly ItemSource[];
}

async function counterfactual(
  { itemIndex, explained }: Pick<InfluenceSource, 'itemIndex' | 'explained'>,
  { maxSize }: { readonly maxSize: number | null },
  direction: CounterfactualDirection,
  context: RequestContext,
): Promise<CounterfactualSource | null> {
  const most = maxSize ?? DEFAULT_MAX_SIZE;
  if (most < 1 || most > LARGEST_SET) {
    throw new EdgewiseError('BAD_PAGE_SIZE', `\`maxSize\` is ${most}; it must be 1 to ${LARGEST_SET}.`);
  }
  const found = await explained.counterfactual(itemIndex, { direction, maxSize: most, top: TOP });
  return found === undefined ? null : { ...found, items: found.items.map((item) => itemAt(item, context)) };
}

async function edgeInfluences(
  { itemIndex, explained }: Pick<InfluenceSource, 'itemIndex' | 'explained'>,
  { first, orderBy }: { readonly first: number | null; readonly orderBy: InfluenceOrder | null },
  context: RequestContext,
): Promise<EdgeInfluenceSource[] | null> {
  const count = first ?? DEFAULT_INFLUENCES;
  if (count < 0 || count > LARGEST_PAGE) {
    throw new EdgewiseError('BAD_PAGE_SIZE', `\`first\` is ${count}; it must be 0 to ${LARGEST_PAGE}.`);
  }
  const answer = await explained.answer();
  if (answer === undefined) return null;
  const place = explained.placeOf(itemIndex);
  return strongest(answer, place, orderBy ?? 'ABSOLUTE', count).map((row) => {
    const { item, events } = answer.interactions[row]!;
    const source = itemAt(item, context);
    const cell = row * answer.scores.length + place;
    return {
      item: source,
      interactions: events.map((event) => interactionSource(event, source)),
      influence: answer.influences[cell]!,
      scoreWithout: answer.scoresWithout[cell]!,
      rankWithout: () => explained.rankWithout(item, itemIndex),
    };
  });
}

/** The rows of the user's interactions that do most to one item, in the order asked for; ties by item. */
function strongest(answer: InfluenceAnswer, place: number, order: InfluenceOrder, count: number): number[] {
  const strength = (row: number): number => {
    const influence = answer.influences[row * answer.scores.length + place]!;
    return order === 'ABSOLUTE' ? Math.abs(influence) : order === 'POSITIVE' ? influence : -influence;
  };
  return Array.from(answer.interactions, (_, row) => row)
    .filter((row) => order === 'ABSOLUTE' || strength(row) > 0)
    .sort((a, b) => strength(b) - strength(a) || a - b)
    .slice(0, count);
}

function itemAt(index: number, context: RequestContext): ItemSource {
  return itemSource(servedVersion(context).snapshot.itemRecords[index]!);
}
