import type { LoadedComponent, Snapshot } from '../../snapshot/snapshot.js';
import { servedComponent } from '../served-component.js';
import { BlendScorer } from './blend.js';
import { componentNumber } from './component-array.js';
import { componentPart } from './component-parts.js';
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

/** Errors: SNAPSHOT_CORRUPT, OUT_OF_MEMORY, ENGINE_UNAVAILABLE. */
export async function createScorers(snapshot: Snapshot): Promise<Scorers> {
  const component = servedComponent(snapshot);
  return component === undefined ? {} : await SCORERS[component.kind]!(snapshot, component);
}

/** By component kind. */
const SCORERS: Readonly<Record<string, (snapshot: Snapshot, component: LoadedComponent) => Promise<Scorers>>> = {
  async dot(snapshot, component) {
    const embeddings = await UserEmbeddings.create(snapshot, component);
    return { ranking: embeddings, embeddings };
  },
  async walk(snapshot, component) {
    return { ranking: new WalkScorer(snapshot, component) };
  },
  async blend(snapshot, component) {
    const embeddings = await UserEmbeddings.create(snapshot, componentPart(snapshot, component, 'dot'));
    const walk = new WalkScorer(snapshot, componentPart(snapshot, component, 'walk'));
    return { ranking: new BlendScorer(embeddings, walk, componentNumber(component, 'weight')), embeddings };
  },
};
