import type { StatementName } from '../statement-table.js';
import { statement, type Statement } from '../statements.js';

/** Statements that Neo4j needs in other words; parameters and columns are the same. */
const OWN_TEXTS: Readonly<Partial<Record<StatementName, StatementName>>> = {
  'read/interactions-of-users': 'read/neo4j/interactions-of-users',
  'read/export-interactions': 'read/neo4j/export-interactions',
  'load/known-interactions': 'load/neo4j/known-interactions',
  'check/constraints': 'check/neo4j/constraints',
  'check/indexes': 'check/neo4j/indexes',
};

/** The statement as a Neo4j is sent it. */
export function neo4jStatement(name: StatementName): Statement {
  return statement(OWN_TEXTS[name] ?? name);
}
