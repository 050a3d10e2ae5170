import { EdgewiseError } from '../../core/errors.js';

/** Subqueries that collect and vector indexes as they are used here came with 5.15; 5.26 LTS is what is tested. */
const OLDEST = [5, 15] as const;

/**
 * Refuses a server that is too old for the statements of cypher/.
 *
 * @param agent as the server names itself: `Neo4j/5.26.30`, since 2025 with the year in front: `Neo4j/2025.01.0`
 */
export function checkServerVersion(agent: string | undefined, url: string): void {
  const [, major, minor] = /^Neo4j\/(\d+)\.(\d+)/.exec(agent ?? '') ?? [];
  // Whoever speaks Bolt under another name is taken at its word: the statements will tell.
  if (major === undefined || minor === undefined) return;
  const isOld = Number(major) < OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) < OLDEST[1]);
  if (isOld) {
    throw new EdgewiseError(
      'STORE_VERSION',
      `The Neo4j at ${url} is version ${major}.${minor}; ${OLDEST.join('.')} is the oldest that works.`,
    );
  }
}
