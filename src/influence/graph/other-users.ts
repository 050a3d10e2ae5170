import { NOBODY } from '../../linalg/walk-filter.js';
import type { GraphSide, InteractionGraph } from './interaction-graph.js';
import { unitVector, type SparseAccumulator, type SparseVector } from './sparse-vector.js';

/**
 * The graph as the other users see it. With A° the normalized interactions without the row of user u, C° = A°ᵀA° is
 * the co-interaction weight of two items over everybody but her: C°_ik = Σ_{v≠u} a_vi a_vk. It is never formed; it is
 * applied, a step to the users and a step back.
 */
export class OtherUsers {
  readonly #graph: InteractionGraph;
  readonly #user: number;

  constructor(graph: InteractionGraph, user: number) {
    this.#graph = graph;
    this.#user = user;
  }

  /** a: what C° leaves out, the user's own row of the graph. Nothing for NOBODY. */
  shares(): SparseVector {
    const { users, items } = this.#graph;
    if (this.#user === NOBODY) return { indices: new Int32Array(), values: new Float64Array() };
    const [start, end] = [users.edges.indptr[this.#user]!, users.edges.indptr[this.#user + 1]!];
    const indices = users.edges.indices.subarray(start, end);
    const scale = users.scale[this.#user]!;
    const weightOf = (place: number): number => users.edges.values?.[start + place] ?? 1;
    return {
      indices,
      values: Float64Array.from(indices, (item, place) => weightOf(place) * scale * items.scale[item]!),
    };
  }

  /** A° x: from items to users. */
  toUsers(items: SparseVector): SparseVector {
    const { items: from, users: to, userSums } = this.#graph;
    spread(items, from, to.scale, userSums);
    return userSums.take(this.#user);
  }

  /** A°ᵀ h: from other users to items. */
  toItems(users: SparseVector): SparseVector {
    const { users: from, items: to, itemSums } = this.#graph;
    spread(users, from, to.scale, itemSums);
    return itemSums.take();
  }

  /** Adds factor · A°ᵀ h to a vector over the catalog. */
  addToItems(users: SparseVector, factor: number, into: Float64Array): void {
    const { users: from, items: to } = this.#graph;
    const { indptr, indices, values } = from.edges;
    for (let i = 0; i < users.indices.length; i++) {
      const user = users.indices[i]!;
      const share = factor * users.values[i]! * from.scale[user]!;
      for (let entry = indptr[user]!; entry < indptr[user + 1]!; entry++) {
        const item = indices[entry]!;
        into[item]! += share * (values === null ? 1 : values[entry]!) * to.scale[item]!;
      }
    }
  }

  /** (A x)_v of a dense vector over the items, times other scales of theirs, at some users only. */
  atUsers(vector: Float64Array, scales: Float64Array, users: Int32Array): SparseVector {
    const { users: side, items } = this.#graph;
    const { indptr, indices, values: weights } = side.edges;
    const values = new Float64Array(users.length);
    for (let place = 0; place < users.length; place++) {
      const user = users[place]!;
      let sum = 0;
      for (let entry = indptr[user]!; entry < indptr[user + 1]!; entry++) {
        const item = indices[entry]!;
        sum += (weights === null ? 1 : weights[entry]!) * items.scale[item]! * scales[item]! * vector[item]!;
      }
      values[place] = sum * side.scale[user]!;
    }
    return { indices: users, values };
  }

  /** (A°ᵀ h)_k at some items only. */
  atItems(users: SparseVector, items: ArrayLike<number>): Float64Array {
    const { userScratch, items: side, users: userSide } = this.#graph;
    for (let i = 0; i < users.indices.length; i++) {
      userScratch[users.indices[i]!] = users.values[i]! * userSide.scale[users.indices[i]!]!;
    }
    const { indptr, indices, values } = side.edges;
    const result = new Float64Array(items.length);
    for (let i = 0; i < items.length; i++) {
      const item = items[i]!;
      let sum = 0;
      for (let entry = indptr[item]!; entry < indptr[item + 1]!; entry++) {
        const weight = values === null ? 1 : values[entry]!;
        sum += weight * userScratch[indices[entry]!]!;
      }
      result[i] = sum * side.scale[item]!;
    }
    for (const user of users.indices) userScratch[user] = 0;
    return result;
  }

  /** (C°^j)_ik for j = 1 … powers and each item k → [powers][items]. */
  coInteractions(item: number, items: ArrayLike<number>, powers: number): Float64Array[] {
    const result: Float64Array[] = [];
    let vector = unitVector(item);
    for (let power = 1; power <= powers; power++) {
      const users = this.toUsers(vector);
      result.push(this.atItems(users, items));
      if (power < powers) vector = this.toItems(users);
    }
    return result;
  }

  /** D_k without her edge, summed anew: taking her weight off D_k could leave a rounding error where nothing is left. */
  itemDegree(item: number): number {
    const { indptr, indices, values } = this.#graph.items.edges;
    let sum = 0;
    for (let entry = indptr[item]!; entry < indptr[item + 1]!; entry++) {
      if (indices[entry] !== this.#user) sum += values === null ? 1 : values[entry]!;
    }
    return sum;
  }
}

/** Adds Σ_r vector_r a_rc to the sums, over the rows r of one side of the graph. */
function spread(
  { indices: rows, values: factors }: SparseVector,
  { edges: { indptr, indices, values }, scale }: GraphSide,
  otherScale: Float64Array,
  sums: SparseAccumulator,
): void {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const factor = factors[i]! * scale[row]!;
    for (let entry = indptr[row]!; entry < indptr[row + 1]!; entry++) {
      const column = indices[entry]!;
      sums.add(column, factor * (values === null ? 1 : values[entry]!) * otherScale[column]!);
    }
  }
}
