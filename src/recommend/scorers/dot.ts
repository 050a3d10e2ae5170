import { ItemScorer } from '../../linalg/item-scorer.js';
import type { LoadedComponent } from '../../snapshot/snapshot.js';
import { CosineTable } from '../cosine-table.js';
import { componentArray, componentNumber } from './component-array.js';
import type { ScorerSeat } from './scorer-tables.js';

/** Scores by dot product of embeddings: component kind `dot`. Holds no request's state. */
export class DotScorer {
  readonly dimensions: number;
  /** Cosines against all users and all items. */
  readonly users: CosineTable;
  readonly items: CosineTable;
  readonly #userTable: Float32Array; // [U, d]
  readonly #itemTable: Float32Array; // [I, d]
  readonly #scorer: ItemScorer;

  /** The seat's tables are the component's. Errors: SNAPSHOT_CORRUPT. */
  static async create(component: LoadedComponent, { tables, thread }: ScorerSeat): Promise<DotScorer> {
    const dimensions = componentNumber(component, 'dimensions');
    const users = componentArray(component, 'users', Float32Array);
    const items = componentArray(component, 'items', Float32Array);
    const userScorer = await ItemScorer.over(tables.dot!.users, thread);
    const itemScorer = await ItemScorer.over(tables.dot!.items, thread);
    const cosines = {
      users: await CosineTable.create(users, userScorer),
      items: await CosineTable.create(items, itemScorer),
    };
    return new DotScorer(dimensions, users, items, cosines, itemScorer);
  }

  private constructor(
    dimensions: number,
    users: Float32Array,
    items: Float32Array,
    cosines: { readonly users: CosineTable; readonly items: CosineTable },
    itemScorer: ItemScorer,
  ) {
    this.dimensions = dimensions;
    this.users = cosines.users;
    this.items = cosines.items;
    this.#userTable = users;
    this.#itemTable = items;
    this.#scorer = itemScorer;
  }

  /** e_u [d] as trained. */
  userEmbedding(user: number): Float32Array {
    return this.#userTable.subarray(user * this.dimensions, (user + 1) * this.dimensions);
  }

  /** e_i [d] as trained. */
  itemEmbedding(item: number): Float32Array {
    return this.#itemTable.subarray(item * this.dimensions, (item + 1) * this.dimensions);
  }

  /** e_u · e_i for every item → [I]; a view that the next call overwrites. */
  scores(userEmbedding: Float32Array): Float32Array {
    return this.#scorer.scores(userEmbedding);
  }
}
