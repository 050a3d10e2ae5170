import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '../../core/clock.js';
import { EdgewiseError } from '../../core/errors.js';
import type { Logger } from '../../core/log.js';

/** One write or erasure, as whoever answers for the data wants to read it later. */
export interface AuditEntry {
  readonly requestId: string;
  /** `Client.id`: a key or subject, no secret. */
  readonly client: string;
  /** The field of `Mutation`. */
  readonly action: string;
  readonly outcome: 'done' | 'refused' | 'failed';
  /** Why it was refused or failed. */
  readonly code?: string;
  /** How many interactions were recorded. */
  readonly interactions?: number;
  /** Of the user: who asks about a key can find it, who reads the log learns none. */
  readonly users?: readonly string[];
}

/** Takes down who wrote and erased what. */
export interface AuditLog {
  write(entry: AuditEntry): Promise<void>;
  close(): Promise<void>;
}

/** How a user stands in the audit log: a hash, so that erasing her does not write her key down for good. */
export function auditedUser(key: string): string {
  return `sha256:${createHash('sha256').update(key, 'utf8').digest('hex')}`;
}

/** Among the other lines of the log, at level `info`. */
export function loggedAudit(log: Logger): AuditLog {
  return {
    write: async (entry) => log.info({ audit: entry }, 'Audit.'),
    close: async () => undefined,
  };
}

/**
 * A file of its own, one JSON object a line, appended, for its owner only. What cannot be written there goes to the log,
 * with why. Errors: AUDIT_LOG_UNWRITABLE.
 */
export async function openAuditFile(path: string, clock: Clock, log: Logger): Promise<AuditLog> {
  const file = await openForAppend(path);
  let last: Promise<void> = Promise.resolve();
  const append = async (entry: AuditEntry): Promise<void> => {
    const line = `${JSON.stringify({ at: new Date(clock.now()).toISOString(), ...entry })}\n`;
    await file.appendFile(line).catch((error: unknown) => {
      log.error({ err: error, audit: entry }, 'The audit log cannot be written.');
    });
  };
  return {
    write: (entry) => (last = last.then(() => append(entry))),
    async close() {
      await last;
      await file.close();
    },
  };
}

async function openForAppend(path: string): Promise<FileHandle> {
  try {
    await mkdir(dirname(path), { recursive: true });
    return await open(path, 'a', 0o600);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new EdgewiseError('AUDIT_LOG_UNWRITABLE', `The audit log ${path} cannot be written: ${why}.`, {
      place: { file: path },
      cause: error,
    });
  }
}
