import type { LoadedComponent, Snapshot } from '../../snapshot/snapshot.js';
import { servedComponent } from '../served-component.js';
import { BlendScorer } from './blend.js';
import { componentNumber } from './component-array.js';
import { componentPart } from './component-parts.js';
import type { ScorerSeat } from './scorer-tables.js';
import { UserEmbeddings } from './user-embeddings.js';
import type { UserScorer } from './user-scorer.js';
import { WalkScorer } from './walk.js';

/** What a recommender scores with. */
export interface Scorers {
  /** Of the component that is served; absent where everyone is offered what is popular. */
  readonly ranking?: UserScorer;
  /** What neighbors are compared by, where the ranking has any. */
  readonly embeddings?: UserEmbeddings;
}

/** Errors: SNAPSHOT_CORRUPT. */
export async function createScorers(snapshot: Snapshot, seat: ScorerSeat): Promise<Scorers> {
  const component = servedComponent(snapshot);
  return component === undefined ? {} : await SCORERS[component.kind]!(snapshot, component, seat);
}

type CreateScorers = (snapshot: Snapshot, component: LoadedComponent, seat: ScorerSeat) => Promise<Scorers>;

/** By component kind. */
const SCORERS: Readonly<Record<string, CreateScorers>> = {
  async dot(snapshot, component, seat) {
    const embeddings = await UserEmbeddings.create(snapshot, component, seat);
    return { ranking: embeddings, embeddings };
  },
  async walk(snapshot, component, { tables }) {
    return { ranking: new WalkScorer(snapshot, component, tables.walk) };
  },
  async blend(snapshot, component, seat) {
    const embeddings = await UserEmbeddings.create(snapshot, componentPart(snapshot, component, 'dot'), seat);
    const walk = new WalkScorer(snapshot, componentPart(snapshot, component, 'walk'), seat.tables.walk);
    return { ranking: new BlendScorer(embeddings, walk, componentNumber(component, 'weight')), embeddings };
  },
};
