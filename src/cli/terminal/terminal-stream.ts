import type { Writable } from 'node:stream';

/** A stream that may be a terminal: process.stdout and process.stderr, or what a test puts in their place. */
export type TerminalStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };
