// Writes into a store until its disk is full, then makes room and goes on: `write-until-full.ts DIRECTORY`.
// It prints what it saw as JSON.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EdgewiseError } from '../../../src/core/errors.js';
import { everything } from '../../contracts/interaction-store/sample.js';
import { openAt } from './open-at.js';
import { batch } from './written-batches.js';

const path = process.argv[2]!;
const ballast = join(path, 'ballast');
const store = await openAt(join(path, 'store'));
writeFileSync(ballast, Buffer.alloc(2_000_000));

let written = 0;
let code = 'none';
while (code === 'none' && written < 10_000) {
  try {
    await store.upsertInteractions(batch(written));
    written++;
  } catch (error) {
    code = error instanceof EdgewiseError ? error.code : String(error);
  }
}
const full = (await everything(store)).length;
rmSync(ballast);
const afterwards = await store.upsertInteractions(batch(written));
await store.close();
const again = await openAt(join(path, 'store'));
const reopened = (await everything(again)).length;
await again.close();
process.stdout.write(JSON.stringify({ code, written, full, afterwards, reopened }));
