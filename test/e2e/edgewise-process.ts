import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** The built program: jest's global setup builds it when sources are newer. */
const PROGRAM = join(import.meta.dirname, '../../dist/cli/edgewise.js');

export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface SpawnOptions {
  readonly directory: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly interruptAt?: Interruption;
}

/** A signal that is sent once stderr matches, at once or some milliseconds later. */
export interface Interruption {
  readonly pattern: RegExp;
  readonly signal: NodeJS.Signals;
  readonly delayMs?: number;
}

export type EdgewiseProcess = ChildProcessByStdio<null, Readable, Readable>;

/** Starts the command line in a process of its own, as a person does. */
export function spawnEdgewise(
  words: readonly string[],
  { directory, environment = {} }: SpawnOptions,
): EdgewiseProcess {
  return spawn(process.execPath, [PROGRAM, ...words], {
    cwd: directory,
    env: { PATH: process.env['PATH'], HOME: directory, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs a command to its end. */
export async function runEdgewise(words: readonly string[], options: SpawnOptions): Promise<Finished> {
  const child = spawnEdgewise(words, options);
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  if (options.interruptAt !== undefined) interruptAt(child, options.interruptAt);
  const exitCode = await exitOf(child);
  return { exitCode, stdout: stdout(), stderr: stderr() };
}

/** Runs a command that must succeed and returns what it answered with --json. */
export async function answerOf<Answer = Record<string, unknown>>(
  words: readonly string[],
  options: SpawnOptions,
): Promise<Answer> {
  const { exitCode, stdout, stderr } = await runEdgewise([...words, '--json'], options);
  if (exitCode !== 0) throw new Error(`edgewise ${words.join(' ')} ended with ${exitCode}:\n${stderr}`);
  return JSON.parse(stdout) as Answer;
}

/** Runs a command that must fail and returns the error that it printed with --json, and its exit code. */
export async function errorOf(
  words: readonly string[],
  options: SpawnOptions,
): Promise<{ code: string; message: string; cure: string; exitCode: number | null }> {
  const { exitCode, stderr } = await runEdgewise([...words, '--json'], options);
  const line = stderr.split('\n').find((text) => text.startsWith('{"error"'));
  if (line === undefined)
    throw new Error(`edgewise ${words.join(' ')} ended with ${exitCode} and no error:\n${stderr}`);
  const { error } = JSON.parse(line) as { error: { code: string; message: string; cure: string } };
  return { ...error, exitCode };
}

export interface RunningEdgewise {
  /** Of the GraphQL endpoint. */
  readonly url: string;
  readonly process: EdgewiseProcess;
  /** Answer of a query, errors included. */
  query<Data = Record<string, unknown>>(query: string, variables?: object): Promise<GraphqlAnswer<Data>>;
  /** Sends SIGTERM and waits for the end. */
  stop(): Promise<Finished>;
}

export interface GraphqlAnswer<Data> {
  readonly data: Data;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Starts `edgewise serve` on a free port and waits until it says that it listens. */
export async function serveEdgewise(words: readonly string[], options: SpawnOptions): Promise<RunningEdgewise> {
  const child = spawnEdgewise(['serve', '--port', '0', '--json', ...words], options);
  const stderr = collect(child.stderr);
  const exited = exitOf(child);
  const url = await firstUrl(child);
  if (url === undefined) throw new Error(`edgewise serve ended with ${await exited}:\n${stderr()}`);
  return {
    url,
    process: child,
    query: (query, variables = {}) => post(url, query, variables),
    async stop() {
      child.kill('SIGTERM');
      return { exitCode: await exited, stdout: '', stderr: stderr() };
    },
  };
}

async function firstUrl(child: EdgewiseProcess): Promise<string | undefined> {
  for await (const line of createInterface({ input: child.stdout })) return (JSON.parse(line) as { url: string }).url;
  return undefined;
}

async function post<Data>(url: string, query: string, variables: object): Promise<GraphqlAnswer<Data>> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  return (await response.json()) as GraphqlAnswer<Data>;
}

function interruptAt(child: EdgewiseProcess, { pattern, signal, delayMs }: Interruption): void {
  let seen = '';
  const look = (chunk: string): void => {
    seen += chunk;
    if (!pattern.test(seen)) return;
    child.stderr.off('data', look);
    if (delayMs === undefined) child.kill(signal);
    else setTimeout(() => child.kill(signal), delayMs);
  };
  child.stderr.on('data', look);
}

function collect(stream: Readable): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return () => text;
}

function exitOf(child: EdgewiseProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}
