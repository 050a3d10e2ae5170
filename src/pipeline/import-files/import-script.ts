import { statement } from '../../store/statements.js';
import type { StatementName } from '../../store/statement-table.js';
import type { WrittenTables } from './write-tables.js';

const CONSTRAINTS: readonly StatementName[] = [
  'schema/unique-user-key',
  'schema/unique-item-key',
  'schema/unique-lease-name',
];

const IMPORT = 'neo4j-admin database import full';

/** Options of `neo4j-admin database import full`, run in the directory of the files; the name of the database follows. */
export function importOptions({ tables, arrayDelimiter, spansLines }: WrittenTables): string[] {
  const sources = tables.map(({ name, files }) => {
    const option = name === 'INTERACTED' ? '--relationships' : '--nodes';
    return `${option}=${name}=${files.join(',')}`;
  });
  // Only where it must be: the importer then reads each file with one thread.
  const lines = spansLines ? ['--multiline-fields=true'] : [];
  return [...sources, `--array-delimiter=${arrayDelimiter}`, ...lines];
}

/** A shell script that imports; its arguments are the database and further options. */
export function importScript(options: readonly string[]): string {
  return `#!/bin/sh
# Imports the files beside it into a new database of Neo4j 5.26 or newer; the server, or at least that database, is stopped.
#   ./import.sh [NAME OF THE DATABASE] [OPTIONS OF neo4j-admin, such as --overwrite-destination]
set -eu
cd "$(dirname "$0")"
database=neo4j
case "\${1:--}" in -*) ;; *) database=$1 && shift ;; esac
exec ${[IMPORT, ...options].join(' \\\n  ')} \\
  "$@" "$database"
`;
}

/** The constraints, as cypher-shell and Browser run them. */
export function constraintsFile(): string {
  return CONSTRAINTS.map((name) => `${statement(name).text};\n`).join('');
}

/** For whoever finds the directory. */
export function readmeFile(options: readonly string[], { users, items, interactions }: WrittenTables): string {
  return `# Offline import

${users} users, ${items} items and ${interactions} interactions for \`neo4j-admin\`, written by \`edgewise store import-files\`.
The database must be new, or be overwritten (\`--overwrite-destination\`).

1. Bring this directory to the machine of the server. The server is stopped (Community), or has no database of that name.
2. Import, in this directory (\`./import.sh\` is the same):

   \`\`\`sh
   ${[IMPORT, ...options].join(' \\\n     ')} \\
     neo4j
   \`\`\`

3. Start the server; a database of another name than \`neo4j\` is made with \`CREATE DATABASE\` (Enterprise).
4. Make the constraints; \`edgewise\` does it too when it opens the store.

   \`\`\`sh
   cypher-shell -a neo4j://localhost -u neo4j -f constraints.cypher
   \`\`\`

5. \`edgewise store check --store neo4j://localhost\`
`;
}
