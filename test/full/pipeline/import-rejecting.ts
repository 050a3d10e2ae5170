// A process of its own: imports a csv file of which everything may be rejected, and prints the code of what stopped it.
import { silentLogger } from '../../../src/core/log.js';
import { isEdgewiseError } from '../../../src/core/errors.js';
import { runContext } from '../../../src/core/run-context.js';
import { importInteractions } from '../../../src/pipeline/import.js';
import { openStore } from '../../../src/store/open-store.js';

const [storePath, path, rejectsPath] = process.argv.slice(2) as [string, string, string];
const store = await openStore(`embedded:${storePath}`, { log: silentLogger });
try {
  await importInteractions({ store, source: { format: 'csv', path }, rejectsPath, maxRejected: 1 }, runContext());
  console.log('done');
} catch (error) {
  console.log(isEdgewiseError(error) ? error.code : String(error));
} finally {
  await store.close();
}
