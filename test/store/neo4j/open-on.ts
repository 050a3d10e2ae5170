import { silentLogger } from '../../../src/core/log.js';
import type { InteractionStore } from '../../../src/store/interaction-store.js';
import type { Neo4jOptions } from '../../../src/store/neo4j/neo4j-options.js';
import { openStore } from '../../../src/store/open-store.js';
import type { RunningNeo4j } from '../../fixtures/neo4j-server.js';

interface OpenOn extends Neo4jOptions {
  readonly scheme?: string;
  /** Another way in: a proxy. */
  readonly port?: number;
  readonly servesRequests?: boolean;
}

/** The store in a Neo4j of a test. */
export function openOn(server: RunningNeo4j, options: OpenOn = {}): Promise<InteractionStore> {
  const { scheme = 'bolt', port = server.port, servesRequests = false, ...rest } = options;
  return openStore(`${scheme}://127.0.0.1:${port}`, {
    log: silentLogger,
    servesRequests,
    neo4j: { user: server.user, password: server.password, ...rest },
  });
}
