import { readFile } from 'node:fs/promises';
import type { Settings } from '../config/settings-table.js';
import { EdgewiseError } from '../core/errors.js';
import type { Neo4jOptions } from '../store/neo4j/neo4j-options.js';

/** How the settings say that a Neo4j is reached. Errors: BAD_SETTING for a file that cannot be read. */
export async function neo4jOptions(settings: Settings): Promise<Neo4jOptions> {
  const { neo4jPasswordFile, neo4jAuthority, neo4jDatabase, neo4jTimeout, neo4jRetry } = settings;
  const password =
    neo4jPasswordFile === undefined
      ? settings.neo4jPassword
      : firstLine(await contents(neo4jPasswordFile, 'neo4jPasswordFile'));
  if (neo4jAuthority !== undefined) await contents(neo4jAuthority, 'neo4jAuthority'); // the driver reads it later
  return {
    user: settings.neo4jUser,
    poolSize: settings.neo4jPool,
    ...(password !== undefined && { password }),
    ...(neo4jAuthority !== undefined && { authorities: [neo4jAuthority] }),
    ...(neo4jDatabase !== undefined && { database: neo4jDatabase }),
    ...(neo4jTimeout !== undefined && { transactionSeconds: neo4jTimeout }),
    ...(neo4jRetry !== undefined && { retrySeconds: neo4jRetry }),
  };
}

async function contents(path: string, setting: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new EdgewiseError('BAD_SETTING', `The file ${path} cannot be read.`, {
      place: { file: path, setting },
      cause: error,
    });
  }
}

function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0] ?? '';
}
