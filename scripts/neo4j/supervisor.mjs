// A process between a server and whoever started it. Its stdin is the leash: when that ends, because the parent is done
// or was killed in whatever way, the server is stopped and its temporary home removed. First line on stdin: the plan.
// Further lines: `kill` (as kill -9 would) and `start`. On stdout one JSON line an event.
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { prepareHome, serverArguments, serverEnvironment } from './server-home.mjs';

/** A server that does not stop by itself within this is killed. */
const PATIENCE_MS = 10_000;
/** Lines of the server's output that an error quotes. */
const LINES = 30;

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {import('./server-home.mjs').ServerPlan} ServerPlan */

/** @type {ServerPlan | undefined} */
let plan;
/** @type {ChildProcess | undefined} */
let server;
let ending = false;

// The parent is gone when a line cannot be written to it: stdin ends then, too.
process.stdout.on('error', () => undefined);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => void end());

const commands = createInterface({ input: process.stdin });
commands.on('line', (line) => void obey(line).catch(fail));
commands.on('close', () => void end());

/** @param {string} line */
async function obey(line) {
  if (line === 'kill') server?.kill('SIGKILL');
  else if (line === 'start') startServer();
  else {
    plan = /** @type {ServerPlan} */ (JSON.parse(line));
    await prepareHome(plan);
    if (!ending) startServer();
  }
}

function startServer() {
  if (plan === undefined) return;
  const child = spawn('java', serverArguments(plan), {
    env: serverEnvironment(plan.home),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  server = child;
  /** @type {string[]} */
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (lines.length > LINES) lines.shift();
      if (/ INFO +Started\.$/.test(line)) report({ event: 'ready', pid: child.pid });
    });
  }
  child.once('error', fail);
  child.once('close', (code, signal) => report({ event: 'exit', code, signal, output: lines.join('\n') }));
}

async function end() {
  if (ending) return;
  ending = true;
  const running = server;
  if (running?.exitCode === null && running.signalCode === null) {
    const gone = new Promise((done) => running.once('exit', done));
    running.kill('SIGTERM');
    const timer = setTimeout(() => running.kill('SIGKILL'), PATIENCE_MS);
    await gone;
    clearTimeout(timer);
  }
  if (plan?.temporary === true) await rm(plan.home, { recursive: true, force: true, maxRetries: 5 });
  process.exit();
}

/** @param {unknown} error */
function fail(error) {
  report({ event: 'failure', message: error instanceof Error ? error.message : String(error) });
  void end();
}

/** @param {object} event */
function report(event) {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}
