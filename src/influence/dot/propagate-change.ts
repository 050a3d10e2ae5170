import type { ChangedEdges } from './changed-edges.js';
import { dot, type Layers } from './layers.js';
import type { Neighborhood } from './neighborhood.js';

/** The embedding of the user after a change, and the few numbers that tell every item's from what it was. */
export interface ChangedUser {
  /** e_u' [d] */
  readonly embedding: Float64Array;
  readonly edges: ChangedEdges;
  /** Σ_{l<L} X_lu·e_u' / (L+1) */
  readonly before: number;
  /** Σ_{l<L} x_lu·e_u' / (L+1) */
  readonly after: number;
  /** By power j: what an item's score gains for each unit of its walk (C°^j a)_i; the first where her edge to it stays. */
  readonly walkGains: readonly number[];
  /** By power j, then changed edge s: what it gains for each unit of (C°^j)_is, j ≥ 1. */
  readonly edgeGains: readonly Float64Array[];
}

/**
 * Propagates again what a change of her own edges S touches, and that exactly. With x_l the layers after the change,
 * G = diag(g) and C° the co-interactions of the other users,
 *
 *     x_l(items) = G C° G x_{l-2}(items) + a' x_{l-1,u},      x_lu = Σ_k a'_k x_{l-1,k}.
 *
 * Let y_l = G x_l − X_l over the items. What edges that stay carry is alike for all of them, so that
 *
 *     y_l = C° y_{l-2} + a z_l + Σ_S 1_s t_ls,      z_l = b x_{l-1,u} − X_{l-1,u},      y_0 = Σ_S 1_s (g_s − 1) X_0s
 *
 * holds with d-vectors z_l (of the user) and t_ls (of the changed edges) alone. Unrolled, y_l is a sum over j of
 * C°^j a z_{l-2j} and C°^j 1_s t_{l-2j,s}: the tables are read at u and S only, whatever the number of her edges, and an
 * item's new score needs its entries of C°^j a and C°^j 1_s. For L = 3 this is the closed form of docs/influence.md.
 */
export function propagateChange(
  user: number,
  layers: Layers,
  neighborhood: Neighborhood,
  edges: ChangedEdges,
): ChangedUser {
  const propagation = new ChangePropagation(user, layers, neighborhood, edges);
  return propagation.run();
}

class ChangePropagation {
  readonly #user: number;
  readonly #layers: Layers;
  readonly #neighborhood: Neighborhood;
  readonly #edges: ChangedEdges;
  readonly #last: number; // L
  /** (C°^j a)_s [j][S], the first a_s itself. */
  readonly #walks: readonly Float64Array[];
  /** (C°^j)_{s,·} for j ≥ 1 [S][j - 1][S]. */
  readonly #between: readonly (readonly Float64Array[])[];
  readonly #userLayers: Float64Array[] = []; // x_lu [l][d]
  readonly #uniform: Float64Array[] = []; // z_l [l][d]
  readonly #own: Float64Array[][] = []; // t_ls [l][S][d]
  readonly #itemLayers: Float64Array[][] = []; // x_ls [l][S][d]

  constructor(user: number, layers: Layers, neighborhood: Neighborhood, edges: ChangedEdges) {
    this.#user = user;
    this.#layers = layers;
    this.#neighborhood = neighborhood;
    this.#edges = edges;
    this.#last = layers.tables.length - 1;
    this.#walks = neighborhood.walksTo(edges.items);
    this.#between = neighborhood.coInteractions(edges.items, neighborhood.walks.length - 1);
  }

  run(): ChangedUser {
    this.#begin();
    for (let layer = 1; layer <= this.#last; layer++) {
      this.#userLayers.push(this.#userLayer(layer));
      this.#uniform.push(this.#uniformChange(layer));
      if (layer < this.#last) this.#propagateItems(layer);
    }
    return this.#summarize();
  }

  #begin(): void {
    this.#userLayers.push(this.#row(0, this.#user));
    this.#uniform.push(this.#zeros());
    const initial = Array.from(this.#edges.items, (item) => this.#itemRow(0, item));
    this.#itemLayers.push(initial);
    this.#own.push(initial.map((row, s) => row.map((value) => (this.#edges.itemScales[s]! - 1) * value)));
  }

  /** x_lu = b (X_lu + Σ_k a_k y_{l-1,k}) + Σ_S (a'_s − b a_s g_s) x_{l-1,s} */
  #userLayer(layer: number): Float64Array {
    const { shares, sharesAfter, itemScales, userScale } = this.#edges;
    const sum = this.#row(layer, this.#user);
    for (let power = 0; layer - 1 - 2 * power >= 0; power++) {
      add(sum, this.#neighborhood.closedWalks[power]!, this.#uniform[layer - 1 - 2 * power]!);
      for (const [s, own] of this.#own[layer - 1 - 2 * power]!.entries()) add(sum, this.#walks[power]![s]!, own);
    }
    for (let d = 0; d < sum.length; d++) sum[d]! *= userScale;
    for (const [s, row] of this.#itemLayers[layer - 1]!.entries()) {
      add(sum, sharesAfter[s]! - userScale * shares[s]! * itemScales[s]!, row);
    }
    return sum;
  }

  /** z_l = b x_{l-1,u} − X_{l-1,u} */
  #uniformChange(layer: number): Float64Array {
    const change = this.#zeros();
    add(change, this.#edges.userScale, this.#userLayers[layer - 1]!);
    add(change, -1, this.#row(layer - 1, this.#user));
    return change;
  }

  /** x_ls = g_s (X_ls − a_s X_{l-1,u} + (C° y_{l-2})_s) + a'_s x_{l-1,u}, and t_ls = g_s x_ls − X_ls − (C° y_{l-2})_s − a_s z_l */
  #propagateItems(layer: number): void {
    const { items, shares, sharesAfter, itemScales } = this.#edges;
    const rows: Float64Array[] = [];
    const own: Float64Array[] = [];
    for (const [s, item] of items.entries()) {
      const before = this.#itemRow(layer, item);
      const through = this.#throughOthers(layer, s);
      const row = this.#zeros();
      add(row, itemScales[s]!, before);
      add(row, -itemScales[s]! * shares[s]!, this.#row(layer - 1, this.#user));
      add(row, itemScales[s]!, through);
      add(row, sharesAfter[s]!, this.#userLayers[layer - 1]!);
      const rest = row.map((value, d) => itemScales[s]! * value - before[d]!);
      add(rest, -1, through);
      add(rest, -shares[s]!, this.#uniform[layer]!);
      rows.push(row);
      own.push(rest);
    }
    this.#itemLayers.push(rows);
    this.#own.push(own);
  }

  /** (C° y_{l-2})_s */
  #throughOthers(layer: number, s: number): Float64Array {
    const sum = this.#zeros();
    for (let power = 1; layer - 2 * power >= 0; power++) {
      add(sum, this.#walks[power]![s]!, this.#uniform[layer - 2 * power]!);
      const between = this.#between[s]![power - 1]!;
      for (const [other, own] of this.#own[layer - 2 * power]!.entries()) add(sum, between[other]!, own);
    }
    return sum;
  }

  #summarize(): ChangedUser {
    const count = this.#last + 1;
    const embedding = this.#zeros();
    for (const row of this.#userLayers) add(embedding, 1 / count, row);
    const mean = (rows: readonly Float64Array[]): number =>
      rows.reduce((sum, row) => sum + dot(row, 0, embedding), 0) / count;
    const before = mean(this.#layers.tables.slice(0, -1).map((_, layer) => this.#row(layer, this.#user)));
    const after = mean(this.#userLayers.slice(0, -1));
    const walkGains = [this.#edges.userScale * after - before];
    const edgeGains = [new Float64Array(this.#edges.items.length)];
    for (let power = 1; 2 * power <= this.#last; power++) {
      const reaching = this.#last - 2 * power + 1; // layers 0 … L - 2j still get that far
      walkGains.push(mean(this.#uniform.slice(0, reaching)));
      edgeGains.push(
        Float64Array.from(this.#edges.items, (_, s) => mean(this.#own.slice(0, reaching).map((own) => own[s]!))),
      );
    }
    return { embedding, edges: this.#edges, before, after, walkGains, edgeGains };
  }

  /** X_l of a node [d], in float64. */
  #row(layer: number, node: number): Float64Array {
    const { tables, dimensions } = this.#layers;
    return new Float64Array(tables[layer]!.subarray(node * dimensions, (node + 1) * dimensions));
  }

  #itemRow(layer: number, item: number): Float64Array {
    return this.#row(layer, this.#layers.users + item);
  }

  #zeros(): Float64Array {
    return new Float64Array(this.#layers.dimensions);
  }
}

/** into += factor · row */
function add(into: Float64Array, factor: number, row: Float64Array): void {
  if (factor === 0) return;
  for (let d = 0; d < into.length; d++) into[d]! += factor * row[d]!;
}
