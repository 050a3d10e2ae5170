import { writeCheckpoint } from '../../src/models/checkpoint.js';

// A process that writes one checkpoint after another and tells of each on stdout, until it is killed.
const directory = process.argv[2]!;
for (let step = 1; ; step++) {
  const arrays = { table: new Float32Array(300_000).fill(step) };
  await writeCheckpoint(directory, { model: 'killed' }, { progress: { step }, arrays });
  process.stdout.write(`${step}\n`);
}
