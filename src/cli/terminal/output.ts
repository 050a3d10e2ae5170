import type { Writable } from 'node:stream';

/** The answer of a command: text for people, or with --json one object a line for machines. Nothing else is on stdout. */
export interface Output {
  readonly json: boolean;
  /** Writes `value` with --json, else what `render` makes of it. */
  result(value: object, render: () => string): void;
  /** Writes a file's text in a format that was asked for by name, with --json too. */
  document(text: string): void;
  /** Writes a line for people; nothing with --json. */
  line(text: string): void;
}

/**
 * An Output on `stdout`. A reader that closes its end (`| head`) ends the output, not the command.
 * `beforeWrite` takes the progress bar away, which may share the terminal.
 */
export function createOutput(stdout: Writable, json: boolean, beforeWrite: () => void): Output {
  let open = true;
  stdout.on('error', () => (open = false));
  const write = (text: string): void => {
    if (!open) return;
    beforeWrite();
    stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  };
  return {
    json,
    result: (value, render) => write(json ? JSON.stringify(value) : render()),
    document: write,
    line(text) {
      if (!json) write(text);
    },
  };
}
