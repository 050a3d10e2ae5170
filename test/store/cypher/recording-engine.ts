import type { CypherEngine, CypherRunner } from '../../../src/store/cypher/cypher-engine.js';
import type { StatementName, StatementParameters, StatementRow } from '../../../src/store/statement-table.js';
import type { Statement } from '../../../src/store/statements.js';

/** How an engine asks, as far as it shows in what the store sends. */
export interface Dialect extends Pick<CypherEngine, 'hasOtherWriters' | 'exportedUsers' | 'ranksNeighbors'> {
  statement(name: StatementName): Statement;
}

/** What `under` cannot run; it is written down and answers nothing. */
const ONLY_NEO4J = '/neo4j/';

/** Writes every statement down as an engine of that dialect is sent it, and lets another one answer. */
export class RecordingEngine implements CypherEngine {
  readonly hasOtherWriters: boolean;
  readonly exportedUsers: number;
  readonly ranksNeighbors: boolean;
  readonly #under: CypherEngine;
  readonly #dialect: Dialect;
  readonly #sent: string[] = [];

  constructor(under: CypherEngine, dialect: Dialect) {
    this.#under = under;
    this.#dialect = dialect;
    this.hasOtherWriters = dialect.hasOtherWriters;
    this.exportedUsers = dialect.exportedUsers;
    this.ranksNeighbors = dialect.ranksNeighbors;
  }

  /** What was sent since the last time, one statement after another. */
  takeSent(): string {
    return this.#sent.splice(0).join('\n');
  }

  run<Name extends StatementName>(
    name: Name,
    parameters: StatementParameters<Name>,
  ): Promise<readonly StatementRow<Name>[]> {
    return this.#runOn(this.#under, name, parameters);
  }

  async *stream<Name extends StatementName>(
    name: Name,
    parameters: StatementParameters<Name>,
  ): AsyncGenerator<readonly StatementRow<Name>[]> {
    yield await this.run(name, parameters);
  }

  async write<Result>(work: (transaction: CypherRunner) => Promise<Result>): Promise<Result> {
    this.#sent.push('BEGIN\n');
    const result = await this.#under.write((transaction) =>
      work({ run: (name, parameters) => this.#runOn(transaction, name, parameters) }),
    );
    this.#sent.push('COMMIT\n');
    return result;
  }

  readRows(...request: Parameters<CypherEngine['readRows']>): ReturnType<CypherEngine['readRows']> {
    return this.#under.readRows(...request);
  }

  ensureSchema(): Promise<void> {
    return this.#under.ensureSchema();
  }

  close(): Promise<void> {
    return this.#under.close();
  }

  async #runOn<Name extends StatementName>(
    runner: CypherRunner,
    name: Name,
    parameters: StatementParameters<Name>,
  ): Promise<readonly StatementRow<Name>[]> {
    this.#sent.push(`${this.#dialect.statement(name).text}\n${parameterText(parameters)}\n`);
    return name.includes(ONLY_NEO4J) ? [] : runner.run(name, parameters);
  }
}

/** JSON, with vectors as lists. */
function parameterText(parameters: object): string {
  return JSON.stringify(parameters, (_name, value: unknown) =>
    value instanceof Float32Array ? Array.from(value) : value,
  );
}
