import { parseArgs } from 'node:util';
import { engineBench } from './engine.js';
import { epoch } from './epoch.js';
import { evaluate } from './evaluate.js';
import { fidelityBench } from './fidelity.js';
import type { Bench } from './harness/bench.js';
import { describeMachine } from './harness/machine.js';
import { benchReport, renderReport } from './harness/report.js';
import { runBench } from './harness/run-bench.js';
import { createWorkspace } from './harness/workspace.js';
import { influenceBench } from './influence.js';
import { mainJob } from './main-job.js';
import { neo4jBench } from './neo4j.js';
import { qualityBench } from './quality.js';
import { qualityFullBench } from './quality-full.js';
import { scaleBench } from './scale.js';
import { servingBench } from './serving.js';
import { spmm } from './spmm.js';
import { step } from './step.js';

const BENCHES: readonly Bench[] = [
  mainJob,
  qualityBench,
  qualityFullBench,
  engineBench,
  influenceBench,
  fidelityBench,
  neo4jBench,
  servingBench,
  spmm,
  step,
  epoch,
  evaluate,
  scaleBench,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, only: { type: 'string' }, minutes: { type: 'string' } },
});
const bench = BENCHES.find((known) => known.name === positionals[0]);
const only = values.only?.split(',');
const unknown = only?.find((name) => bench?.sections.every((section) => section.name !== name));
if (bench === undefined || unknown !== undefined) {
  console.error(usage());
  process.exit(2);
}

const controller = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
const workspace = createWorkspace(bench.name);
try {
  const say = (message: string): void => console.error(message);
  const minutes = values.minutes === undefined ? {} : { minutes: Number(values.minutes) };
  const bars = await runBench(bench, only, { workspace, signal: controller.signal, say, ...minutes });
  const machine = describeMachine();
  console.log(
    values.json ? JSON.stringify(benchReport(bench.name, machine, bars)) : renderReport(bench.name, machine, bars),
  );
} catch (error) {
  if (!controller.signal.aborted) throw error;
  process.exitCode = 130;
} finally {
  workspace.remove();
}

function usage(): string {
  const lines = BENCHES.map(
    ({ name, summary, sections }) =>
      `  ${name}: ${summary}\n    sections: ${sections.map((section) => section.name).join(', ')}`,
  );
  return `Usage: npm run bench -- NAME [--json] [--only SECTION,…] [--minutes N]\n\n${lines.join('\n')}`;
}
