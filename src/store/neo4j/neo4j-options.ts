/** How a Neo4j is reached. The URL never holds credentials: it is logged and shown. */
export interface Neo4jOptions {
  /** `neo4j` when absent. */
  readonly user?: string;
  /** Absent for a server without authentication. */
  readonly password?: string;
  /** The user's home database when absent. */
  readonly database?: string;
  /** Files of certificates of authorities, PEM, that a TLS connection trusts instead of the system's. */
  readonly authorities?: readonly string[];
  /** Connections kept to a server; 20 when absent. */
  readonly poolSize?: number;
  /** How long a transaction may take before the server ends it, in seconds; 300 when absent. */
  readonly transactionSeconds?: number;
  /** How long a failed transaction is tried again before a call gives up, in seconds; 30 when absent. */
  readonly retrySeconds?: number;
}
