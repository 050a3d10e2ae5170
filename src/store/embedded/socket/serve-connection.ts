import type { Socket } from 'node:net';
import type { Logger } from '../../../core/log.js';
import type { InteractionStore } from '../../interaction-store.js';
import { callStore, CALLS, streamStore, STREAMS } from '../store-link.js';
import { frame, FrameReader } from './frames.js';
import { decodeMessage, encodeMessage, greeting, sentError, type Reply, type Request } from './messages.js';

export interface Serving {
  readonly store: InteractionStore;
  /** Runs work that closing waits for; rejects once the store is being closed. */
  readonly during: <Result>(work: () => Promise<Result>) => Promise<Result>;
  readonly log: Logger;
}

/** Answers the requests of one client until it hangs up; what it had open is given up then. */
export function serveConnection(socket: Socket, { store, during, log }: Serving): void {
  const reader = new FrameReader();
  const streams = new Map<number, AsyncIterator<unknown>>();
  socket.write(frame(Buffer.from(greeting())));
  socket.on('data', (piece) => {
    try {
      for (const payload of reader.push(piece)) void answer(requestOf(decodeMessage(payload)));
    } catch (error) {
      log.warn({ err: error }, 'A client of the store sent what is no request; it was disconnected');
      socket.destroy();
    }
  });
  socket.on('error', (error) => log.debug({ err: error }, 'A client of the store went away'));
  socket.once('close', () => {
    for (const id of streams.keys()) void drop(id);
  });

  async function answer(request: Request): Promise<void> {
    try {
      if (request.kind === 'drop') await drop(request.id);
      // Sent while it still counts as running: a connection is not ended before its last answer.
      else await during(async () => send(await replyTo(request)));
    } catch (error) {
      streams.delete(request.id);
      const sent = sentError(error);
      if (sent.code === 'INTERNAL') log.error({ err: error }, 'A call on the store failed');
      send({ id: request.id, kind: 'error', error: sent });
    }
  }

  async function replyTo(request: Exclude<Request, { kind: 'drop' }>): Promise<Reply> {
    const { id } = request;
    if (request.kind === 'call') {
      return { id, kind: 'value', value: await callStore(store, request.name, request.parameters) };
    }
    if (request.kind === 'open') {
      streams.set(id, streamStore(store, request.name, request.parameters)[Symbol.asyncIterator]());
    }
    const batch = await streams.get(id)?.next();
    if (batch !== undefined && batch.done !== true) return { id, kind: 'value', value: batch.value };
    streams.delete(id);
    return { id, kind: 'end' };
  }

  async function drop(id: number): Promise<void> {
    const stream = streams.get(id);
    streams.delete(id);
    await stream?.return?.();
  }

  function send(reply: Reply): void {
    if (!socket.destroyed) socket.write(encodeMessage(reply));
  }
}

/** The message as a request. Errors: TypeError when it is none. */
function requestOf(message: unknown): Request {
  const { id, kind, name } = message as Partial<Record<'id' | 'kind' | 'name', unknown>>;
  const known =
    kind === 'pull' ||
    kind === 'drop' ||
    (kind === 'call' && (CALLS as readonly unknown[]).includes(name)) ||
    (kind === 'open' && (STREAMS as readonly unknown[]).includes(name));
  if (typeof id !== 'number' || !known) throw new TypeError('Not a request of the store protocol.');
  return message as Request;
}
