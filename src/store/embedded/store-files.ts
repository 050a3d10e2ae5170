import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What stands in the directory of an embedded store. */
export interface StoreFiles {
  readonly directory: string;
  /** The database; its log stands beside it. */
  readonly graph: string;
  /** Who holds the store. */
  readonly owner: string;
  /** Where the holder listens. */
  readonly socket: string;
}

/** A Unix socket's address has 104 to 108 bytes, its closing zero among them. */
const LONGEST_SOCKET_PATH = 100;

export function storeFiles(path: string): StoreFiles {
  const directory = resolve(path);
  return {
    directory,
    graph: join(directory, 'graph.grafeo'),
    owner: join(directory, 'owner.json'),
    socket: socketPath(directory),
  };
}

/** In the store's directory; in the temporary one, under a name made from the directory's, where that is too long. */
function socketPath(directory: string): string {
  const beside = join(directory, 'owner.sock');
  if (Buffer.byteLength(beside) <= LONGEST_SOCKET_PATH) return beside;
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 20);
  return join(tmpdir(), `edgewise-${name}.sock`);
}
