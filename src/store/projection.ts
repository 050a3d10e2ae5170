import type { AttributeValue } from './attribute-value.js';

/** A value of a parameter: whole numbers travel as integers. */
export type ProjectionValue = string | number | boolean | null | readonly ProjectionValue[];

export type ProjectionParameters = Readonly<Record<string, ProjectionValue>>;

/** A reading Cypher query that shows a graph of any shape as interactions. */
export interface Projection {
  /** Where the text comes from, for messages. */
  readonly file: string;
  readonly text: string;
  readonly parameters: ProjectionParameters;
}

/** What is known of an item beside its key, where the projection says something. */
export interface ProjectedItem {
  readonly key: string;
  readonly title?: string;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
}

/** The same of a user. */
export type ProjectedUser = Required<Omit<ProjectedItem, 'title'>>;

/** A batch of interactions as aligned columns, in the order of the query; users may come in any order. */
export interface ProjectedBatch {
  readonly userKeys: readonly string[];
  readonly itemKeys: readonly string[];
  readonly behaviors: readonly string[];
  /** Milliseconds since 1970 UTC, 0 when unknown. */
  readonly at: Float64Array;
  readonly weights: Float32Array;
  /** Titles and attributes that came along, and attributes of users. */
  readonly items: readonly ProjectedItem[];
  readonly users: readonly ProjectedUser[];
}
