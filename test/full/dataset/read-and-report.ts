// A process of its own, so that its memory can be measured: reads a source and prints what came of it as JSON.
import { runContext } from '../../../src/core/run-context.js';
import { readSource, type Source } from '../../../src/dataset/formats/read-source.js';

const source = JSON.parse(process.argv[2]!) as Source;
let interactions = 0;
const rejections: unknown[] = [];
for await (const { rows } of readSource(source, runContext())) {
  for (const row of rows) {
    if (row.kind === 'interaction') interactions++;
    else if (row.kind === 'rejected') rejections.push(row.rejection);
  }
}
console.log(JSON.stringify({ interactions, rejections, peakRss: process.resourceUsage().maxRSS * 1024 }));
