import type { AttributeValue } from './interaction-store.js';

interface Keys {
  readonly keys: readonly string[];
}
type None = Readonly<Record<string, never>>;
type NoRow = readonly never[];
type Total = readonly [total: number];
type Shared = readonly [key: string, otherKeys: readonly string[], shared: readonly number[]];
type Findings = readonly [rule: string, total: number, examples: readonly unknown[]];
type Count = readonly [key: string, count: number];

interface InteractionPages {
  parameters: {
    readonly keys: readonly string[];
    readonly behaviors: readonly string[];
    readonly first: number;
    readonly at: number;
    readonly itemKey: string;
    readonly behavior: string;
  };
  row: readonly [userKey: string, itemKey: string, behavior: string, at: number, weight: number];
}

interface KnownInteractions {
  parameters: { readonly rows: readonly { readonly userKey: string; readonly itemKeys: readonly string[] }[] };
  row: readonly [userKey: string, itemKey: string, behavior: string, at: number, weight: number, elementId: string];
}

interface ReplacedNodes {
  parameters: { readonly rows: readonly { readonly key: string; readonly properties: NodeProperties }[] };
  row: NoRow;
}

interface ExportedUsers {
  parameters: { readonly keys: readonly string[]; readonly behaviors: readonly string[] };
  row: readonly [
    key: string,
    revision: number,
    itemKeys: readonly string[],
    behaviors: readonly string[],
    at: readonly number[],
    weights: readonly number[],
  ];
}

type Names = string | readonly string[];

/** A constraint or an index; labels and properties are null where it is on all. */
export type SchemaRow = readonly [
  name: string,
  type: string,
  label: Names | null,
  properties: Names | null,
  state?: string,
];

interface FirstNeighbors {
  parameters: { readonly keys: readonly string[]; readonly first: number };
  row: readonly [key: string, otherKey: string, similarity: number];
}

/**
 * What each file of cypher/ takes and answers: parameters by name, a row as a tuple in the order of its columns.
 * test/store/statements.test.ts holds files, headers and this table together.
 */
export interface StatementTable {
  'schema/embedded/index-user-key': { parameters: None; row: NoRow };
  'schema/embedded/index-item-key': { parameters: None; row: NoRow };
  'schema/embedded/index-lease-name': { parameters: None; row: NoRow };
  'schema/unique-user-key': { parameters: None; row: NoRow };
  'schema/unique-item-key': { parameters: None; row: NoRow };
  'schema/unique-lease-name': { parameters: None; row: NoRow };

  'load/lock-users': { parameters: Keys; row: NoRow };
  'load/known-interactions': KnownInteractions;
  'load/neo4j/known-interactions': KnownInteractions;
  'load/raise-revisions': { parameters: Keys; row: NoRow };
  'load/merge-items': { parameters: Keys; row: NoRow };
  'load/replace-items': ReplacedNodes;
  'load/replace-users': ReplacedNodes;
  'load/create-interactions': {
    parameters: {
      readonly rows: readonly (readonly [
        userKey: string,
        events: readonly (readonly [itemKey: string, behavior: string, at: number, weight: number])[],
      ])[];
    };
    row: NoRow;
  };
  'load/set-weights': {
    parameters: {
      readonly rows: readonly { readonly userKey: string; readonly weights: Readonly<Record<string, number>> }[];
    };
    row: NoRow;
  };

  'check/constraints': { parameters: None; row: SchemaRow };
  'check/neo4j/constraints': { parameters: None; row: SchemaRow };
  'check/indexes': { parameters: None; row: SchemaRow };
  'check/neo4j/indexes': { parameters: None; row: SchemaRow };
  'check/keys': { parameters: { readonly first: number }; row: Findings };
  'check/interactions': { parameters: { readonly first: number }; row: Findings };
  'check/repeated-interactions': { parameters: { readonly first: number }; row: Findings };
  'check/stray-interactions': { parameters: { readonly first: number }; row: Findings };
  'check/orphans': { parameters: { readonly first: number }; row: Findings };

  'write/erase-user': { parameters: { readonly key: string }; row: NoRow };

  'write/lock-lease': {
    parameters: { readonly name: string };
    row: readonly [token: string, holder: string, expiresAt: number, expired: boolean];
  };
  'write/take-lease': {
    parameters: {
      readonly name: string;
      readonly token: string;
      readonly holder: string;
      readonly milliseconds: number;
    };
    row: NoRow;
  };

  'read/users-by-key': {
    parameters: Keys;
    row: readonly [key: string, revision: number, properties: Readonly<Record<string, unknown>>];
  };
  'read/items-by-key': { parameters: Keys; row: readonly [key: string, properties: Readonly<Record<string, unknown>>] };
  'read/user-page': {
    parameters: { readonly after: string; readonly first: number };
    row: readonly [key: string, revision: number, properties: Readonly<Record<string, unknown>>];
  };
  'read/item-key-page': {
    parameters: { readonly after: string; readonly first: number };
    row: readonly [key: string];
  };
  'read/item-key-search': {
    parameters: { readonly search: string; readonly after: string; readonly first: number };
    row: readonly [key: string];
  };
  'read/interactions-of-users': InteractionPages;
  'read/neo4j/interactions-of-users': InteractionPages;
  'read/shared-items': { parameters: Keys; row: Shared };
  'read/shared-users': { parameters: Keys; row: Shared };
  'read/item-counts': { parameters: Keys; row: Count };
  'read/user-counts': { parameters: Keys; row: Count };
  'read/neo4j/co-users': FirstNeighbors;
  'read/neo4j/co-items': FirstNeighbors;
  'read/user-keys': { parameters: None; row: readonly [key: string] };
  'read/user-states': { parameters: None; row: readonly [key: string, revision: number, changedAt: number] };
  'read/item-keys': { parameters: None; row: readonly [key: string] };
  'read/export-interactions': ExportedUsers;
  'read/neo4j/export-interactions': ExportedUsers;
  'read/user-total': { parameters: None; row: Total };
  'read/item-total': { parameters: None; row: Total };
  'read/behavior-totals': {
    parameters: None;
    row: readonly [behavior: string, total: number, firstAt: number | null, lastAt: number | null];
  };

  'schema/neo4j/vector-index-user': { parameters: { readonly options: VectorIndexOptions }; row: NoRow };
  'schema/neo4j/vector-index-item': { parameters: { readonly options: VectorIndexOptions }; row: NoRow };
  'schema/neo4j/drop-vector-index-user': { parameters: None; row: NoRow };
  'schema/neo4j/drop-vector-index-item': { parameters: None; row: NoRow };
  'read/neo4j/vector-indexes': {
    parameters: None;
    row: readonly [name: string, options: VectorIndexOptions, state: string, populationPercent: number];
  };
  'read/neo4j/user-embeddings': { parameters: None; row: readonly [key: string, embedding: readonly number[]] };
  'read/neo4j/item-embeddings': { parameters: None; row: readonly [key: string, embedding: readonly number[]] };
  'write/neo4j/embed-users': { parameters: EmbeddedRows; row: readonly [count: number] };
  'write/neo4j/embed-items': { parameters: EmbeddedRows; row: readonly [count: number] };
  'write/neo4j/drop-user-embeddings': { parameters: Keys; row: readonly [count: number] };
  'write/neo4j/drop-item-embeddings': { parameters: Keys; row: readonly [count: number] };
  'write/neo4j/describe-embeddings': {
    parameters: { readonly version: string; readonly tolerance: number };
    row: readonly [count: number];
  };
}

/** As CREATE VECTOR INDEX takes them and SHOW INDEXES tells them. */
export interface VectorIndexOptions {
  readonly indexConfig: Readonly<Record<string, number | string | boolean>>;
}

interface EmbeddedRows {
  readonly rows: readonly (readonly [key: string, vector: Float32Array])[];
  readonly version: string;
  /** Name of the property that takes the vector. */
  readonly property: string;
}

/** Properties of an (:Item) or a (:User): key, title and attributes side by side, so that Cypher can name each. */
export type NodeProperties = Readonly<Record<string, AttributeValue>>;

export type StatementName = keyof StatementTable;
export type StatementParameters<Name extends StatementName> = StatementTable[Name]['parameters'];
export type StatementRow<Name extends StatementName> = StatementTable[Name]['row'];
