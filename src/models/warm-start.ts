import type { ItemAttributes } from '../dataset/item-attributes.js';
import type { KeyIndex } from '../dataset/key-index.js';
import type { UserAttributes } from '../dataset/user-attributes.js';
import type { CsrMatrix } from '../linalg/csr.js';
import type { Component } from '../snapshot/contents.js';

/** An earlier model of nearly the same graph, to go on from: fewer epochs, and none is chosen on held-out edges. */
export interface WarmStart {
  /** Version that it was published as: a checkpoint belongs to one. */
  readonly version: string;
  /** Whom and what its rows mean; matched by key. */
  readonly users: KeyIndex;
  readonly items: KeyIndex;
  /** Nodes beside them, where there were any. */
  readonly attributes?: ItemAttributes | undefined;
  readonly userAttributes?: UserAttributes | undefined;
  readonly components: readonly Component[];
  /** What it was trained on and propagated over: whose row differs is learned from. users × items */
  readonly interactions: CsrMatrix;
}
