import { setTimeout as delay } from 'node:timers/promises';
import { EdgewiseError } from '../../core/errors.js';
import type { EmbeddedSide, EmbeddingRows, EmbeddingTarget, Fence, HeldVector } from '../embedding-target.js';
import type { CypherEngine, CypherRunner } from './cypher-engine.js';

/** The statements of each side. */
const STATEMENTS = {
  users: {
    index: 'edgewise_user_embedding',
    create: 'schema/neo4j/vector-index-user',
    drop: 'schema/neo4j/drop-vector-index-user',
    held: 'read/neo4j/user-embeddings',
    embed: 'write/neo4j/embed-users',
    remove: 'write/neo4j/drop-user-embeddings',
  },
  items: {
    index: 'edgewise_item_embedding',
    create: 'schema/neo4j/vector-index-item',
    drop: 'schema/neo4j/drop-vector-index-item',
    held: 'read/neo4j/item-embeddings',
    embed: 'write/neo4j/embed-items',
    remove: 'write/neo4j/drop-item-embeddings',
  },
} as const;

const POLL_MILLISECONDS = 100;

/**
 * Embeddings as vector properties of the nodes of a Neo4j, with native vector indexes. Cosine, as `neighbors` of the API
 * compares: Neo4j has no index by dot product (docs/refresh.md shows how to rank by it).
 */
export class CypherEmbeddings implements EmbeddingTarget {
  readonly #engine: CypherEngine;

  constructor(engine: CypherEngine) {
    this.#engine = engine;
  }

  async prepare(dimensions: number): Promise<void> {
    const indexes = await this.#engine.run('read/neo4j/vector-indexes', {});
    const options = {
      indexConfig: { 'vector.dimensions': dimensions, 'vector.similarity_function': 'cosine' },
    };
    for (const { index, create, drop } of Object.values(STATEMENTS)) {
      const known = indexes.find(([name]) => name === index);
      const width = known?.[1].indexConfig['vector.dimensions'];
      // A change of the schema takes a transaction of its own.
      if (known !== undefined && width !== dimensions) await this.#engine.write((alone) => alone.run(drop, {}));
      await this.#engine.write((alone) => alone.run(create, { options }));
    }
  }

  held(side: EmbeddedSide): AsyncIterable<readonly HeldVector[]> {
    return this.#engine.stream(STATEMENTS[side].held, {});
  }

  write({ side, version, keys, vectors }: EmbeddingRows, fence: Fence): Promise<number> {
    const dimensions = vectors.length / keys.length;
    const rows = keys.map((key, row) => [key, vectors.subarray(row * dimensions, (row + 1) * dimensions)] as const);
    return this.#fenced(fence, (transaction) =>
      transaction.run(STATEMENTS[side].embed, { rows, version, property: 'embedding' }),
    );
  }

  remove(side: EmbeddedSide, keys: readonly string[], fence: Fence): Promise<number> {
    return this.#fenced(fence, (transaction) => transaction.run(STATEMENTS[side].remove, { keys }));
  }

  async describe(version: string, tolerance: number, fence: Fence): Promise<void> {
    await this.#fenced(fence, (transaction) =>
      transaction.run('write/neo4j/describe-embeddings', { version, tolerance }),
    );
  }

  async settled(): Promise<void> {
    const names: readonly string[] = Object.values(STATEMENTS).map(({ index }) => index);
    for (;;) {
      const indexes = await this.#engine.run('read/neo4j/vector-indexes', {});
      const ours = indexes.filter(([name]) => names.includes(name));
      const failed = ours.find(([, , state]) => state === 'FAILED');
      if (failed !== undefined) throw new EdgewiseError('STORE_UNAVAILABLE', `The index ${failed[0]} failed.`);
      if (ours.every(([, , state, percent]) => state === 'ONLINE' && percent >= 100)) return;
      await delay(POLL_MILLISECONDS);
    }
  }

  /** A count from a transaction that holds the lease until it commits. Errors: LEASE_LOST. */
  #fenced(
    { name, token }: Fence,
    work: (transaction: CypherRunner) => Promise<readonly (readonly [count: number])[]>,
  ): Promise<number> {
    return this.#engine.write(async (transaction) => {
      const [[held, holder] = ['', '']] = await transaction.run('write/lock-lease', { name });
      if (held !== token) {
        throw new EdgewiseError('LEASE_LOST', `${holder === '' ? 'Nobody' : holder} holds the lease by now.`);
      }
      const [[count] = [0]] = await work(transaction);
      return count;
    });
  }
}
