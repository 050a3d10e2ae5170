import type { InteractionStore } from '../interaction-store.js';

/** Methods that answer once. */
export const CALLS = [
  'ensureSchema',
  'upsertItems',
  'upsertUsers',
  'upsertInteractions',
  'eraseUser',
  'usersByKey',
  'itemsByKey',
  'listUsers',
  'listItems',
  'interactionsOf',
  'coUsers',
  'coItems',
  'takeLease',
  'releaseLease',
  'stats',
] as const satisfies readonly (keyof InteractionStore)[];

/** Methods that answer in batches. */
export const STREAMS = [
  'exportInteractions',
  'exportInteractionsOf',
  'exportUserStates',
  'exportUsers',
  'exportItems',
  'project',
  'check',
] as const satisfies readonly (keyof InteractionStore)[];

export type CallName = (typeof CALLS)[number];
export type StreamName = (typeof STREAMS)[number];

/** The way to the process that holds a store: this one, or another one through its socket. */
export interface StoreLink {
  /** False once the holder went away: another link must be made. */
  readonly alive: boolean;
  call(name: CallName, parameters: readonly unknown[]): Promise<unknown>;
  stream(name: StreamName, parameters: readonly unknown[]): AsyncIterable<unknown>;
  close(): Promise<void>;
}

/** Calls a method by name; names and parameters were checked by the types of whoever called EmbeddedStore. */
export function callStore(store: InteractionStore, name: CallName, parameters: readonly unknown[]): Promise<unknown> {
  return (store as Record<CallName, (...parameters: readonly unknown[]) => Promise<unknown>>)[name](...parameters);
}

export function streamStore(
  store: InteractionStore,
  name: StreamName,
  parameters: readonly unknown[],
): AsyncIterable<unknown> {
  const streams = store as Record<StreamName, (...parameters: readonly unknown[]) => AsyncIterable<unknown>>;
  return streams[name](...parameters);
}
