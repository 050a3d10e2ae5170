import { describePlace, EdgewiseError, isEdgewiseError } from '../core/errors.js';
import type { Palette } from './terminal/color.js';

/** An error as a command prints it on stderr: text, or with --json one object. */
export function renderError(error: EdgewiseError, json: boolean, palette: Palette): string {
  if (json) {
    const { code, message, place, cure, exitCode } = error;
    return `${JSON.stringify({ error: { code, message, place, cure, exitCode } })}\n`;
  }
  const place = describePlace(error.place);
  return `${palette.red(error.code)}: ${error.message}${place === '' ? '' : ` (${place})`}\n${error.cure}\n`;
}

/**
 * Whatever was thrown, as a coded error: the error itself, INTERRUPTED for what broke off because the run was asked to
 * stop, DISK_FULL for what the system says of a full disk, else INTERNAL.
 */
export function toEdgewiseError(error: unknown, signal: AbortSignal): EdgewiseError {
  if (isEdgewiseError(error)) return error;
  if (signal.aborted) return new EdgewiseError('INTERRUPTED', 'The command was interrupted.', { cause: error });
  const message = error instanceof Error ? error.message : String(error);
  if (isDiskFull(error)) return new EdgewiseError('DISK_FULL', message, { cause: error });
  return new EdgewiseError('INTERNAL', message, { cause: error });
}

function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : undefined;
  // EFBIG is what a file-size limit says, EDQUOT a quota: the same to whoever runs the command.
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG' || isDiskFull(error.cause);
}
