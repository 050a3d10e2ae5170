// Writes batch after batch until it is killed: `endless-writer.ts DIRECTORY FIRST`. It prints the number of each batch
// once the store has acknowledged it.
import { openAt } from './open-at.js';
import { batch } from './written-batches.js';

const store = await openAt(process.argv[2]!);
for (let number = Number(process.argv[3]); ; number++) {
  await store.upsertInteractions(batch(number));
  process.stdout.write(`${number}\n`);
}
