import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename } from 'node:path';

/** Who holds a store, for the message of those who cannot reach it. */
export interface OwnerRecord {
  readonly pid: number;
  readonly host: string;
  readonly command: string;
  /** ISO 8601. */
  readonly since: string;
  readonly socket: string;
}

export function describeThisProcess(socket: string, now: number): OwnerRecord {
  const [program = 'node', command = ''] = process.argv.slice(1);
  return {
    pid: process.pid,
    host: hostname(),
    // The name of a command, never its further words: they may hold what is not for others.
    command: [basename(program), /^[a-z]+$/.test(command) ? command : ''].filter(Boolean).join(' '),
    since: new Date(now).toISOString(),
    socket,
  };
}

export async function writeOwnerRecord(file: string, record: OwnerRecord): Promise<void> {
  const draft = `${file}.${record.pid}`;
  await writeFile(draft, `${JSON.stringify(record, undefined, 2)}\n`, { mode: 0o600 });
  await rename(draft, file);
}

/** Undefined when there is none, or none that can be read. */
export async function readOwnerRecord(file: string): Promise<OwnerRecord | undefined> {
  try {
    const record: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isOwnerRecord(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

export async function removeOwnerRecord(file: string): Promise<void> {
  await rm(file, { force: true });
}

/** `pid 4711 (edgewise serve, on host a, since 2026-…)`. */
export function describeOwner(record: OwnerRecord): string {
  return `pid ${record.pid} (${record.command}, on host ${record.host}, since ${record.since})`;
}

function isOwnerRecord(value: unknown): value is OwnerRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, host, command, since, socket } = value as Record<string, unknown>;
  return typeof pid === 'number' && [host, command, since, socket].every((text) => typeof text === 'string');
}
