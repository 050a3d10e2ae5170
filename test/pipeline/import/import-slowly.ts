// A process of its own: imports a csv file into an embedded store, a word on stdout after each batch, until it is killed.
import { runContext } from '../../../src/core/run-context.js';
import { silentLogger } from '../../../src/core/log.js';
import { importInteractions } from '../../../src/pipeline/import.js';
import { openStore } from '../../../src/store/open-store.js';

const [storePath, path] = process.argv.slice(2);
const store = await openStore(`embedded:${storePath!}`, { log: silentLogger });
const upsert = store.upsertInteractions.bind(store);
store.upsertInteractions = async (interactions) => {
  const summary = await upsert(interactions);
  process.stdout.write('batch\n');
  return summary;
};
await importInteractions({ store, source: { format: 'csv', path: path! }, batchSize: 100 }, runContext());
