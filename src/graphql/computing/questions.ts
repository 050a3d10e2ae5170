import type { Steps } from '../../core/steps.js';
import type { Counterfactual, CounterfactualRequest } from '../../influence/counterfactual/counterfactual.js';
import type {
  Influence,
  InfluenceAnswer,
  InfluenceRequest,
  WithoutAnswer,
  WithoutRequest,
} from '../../influence/influence.js';
import type {
  Neighbor,
  RankedPage,
  RankPosition,
  RecommendationPage,
  RecommendationRequest,
  Recommender,
  UserView,
} from '../../recommend/request.js';

/** What is computed from a snapshot without any I/O, here or on a thread: each with what is asked and answered. */
export interface Questions {
  recommendations: { asked: RecommendationRequest; answer: RecommendationPage };
  userNeighbors: { asked: NeighborRequest & { readonly user: UserView }; answer: RankedPage<Neighbor> | undefined };
  itemNeighbors: { asked: NeighborRequest & { readonly itemKey: string }; answer: RankedPage<Neighbor> | undefined };
  influences: { asked: InfluenceRequest; answer: InfluenceAnswer | undefined };
  without: { asked: WithoutRequest; answer: WithoutAnswer | undefined };
  counterfactual: { asked: CounterfactualRequest; answer: Counterfactual | undefined };
}

export type QuestionName = keyof Questions;
export type Asked<Name extends QuestionName> = Questions[Name]['asked'];
export type Answer<Name extends QuestionName> = Questions[Name]['answer'];

interface NeighborRequest {
  readonly first: number;
  readonly after?: RankPosition;
}

/** What answers questions about one snapshot. */
export interface Engines {
  readonly recommender: Recommender;
  /** Made when it is first asked for. */
  influence(): Promise<Influence>;
}

/** Whether a question is one of influence, which may take seconds; a ranking is one look at the catalog. */
export function isOfInfluence(name: QuestionName): boolean {
  return name === 'influences' || name === 'without' || name === 'counterfactual';
}

/** Begins to compute; every thread does it by this function, so that answers are the same wherever they come from. */
export async function beginAnswer<Name extends QuestionName>(
  name: Name,
  asked: Asked<Name>,
  engines: Engines,
): Promise<() => Steps<Answer<Name>>> {
  return ANSWERERS[name](engines, asked);
}

type Answerers = {
  readonly [Name in QuestionName]: (
    engines: Engines,
    asked: Asked<Name>,
  ) => (() => Steps<Answer<Name>>) | Promise<() => Steps<Answer<Name>>>;
};

const ANSWERERS: Answerers = {
  recommendations: ({ recommender }, request) => inOneStep(() => recommender.recommend(request)),
  userNeighbors: ({ recommender }, { user, first, after }) =>
    inOneStep(() => recommender.userNeighbors(user, first, after)),
  itemNeighbors: ({ recommender }, { itemKey, first, after }) =>
    inOneStep(() => recommender.itemNeighbors(itemKey, first, after)),

  async influences(engines, request) {
    const influence = await engines.influence();
    return () => influence.influencesInSteps(request);
  },
  async without(engines, request) {
    const influence = await engines.influence();
    return inOneStep(() => influence.without(request));
  },
  async counterfactual(engines, request) {
    const influence = await engines.influence();
    return () => influence.counterfactualInSteps(request);
  },
};

function inOneStep<Result>(compute: () => Result): () => Steps<Result> {
  // eslint-disable-next-line require-yield
  return function* () {
    return compute();
  };
}
