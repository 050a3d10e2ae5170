import { request as httpRequest } from 'node:http';

export interface LiveEvent {
  readonly event: string;
  readonly data: unknown;
}

export interface EventReader {
  readonly status: number;
  /** The body of an answer that is no stream. */
  readonly body: string;
  /** The next event, pings left out; undefined once the stream has ended. */
  next(): Promise<LiveEvent | undefined>;
  /** Goes away without a word. */
  leave(): void;
}

/** Subscribes over server-sent events. */
export function readEvents(
  origin: string,
  query: string,
  variables: object = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<EventReader> {
  return new Promise((resolve, reject) => {
    const all = { 'content-type': 'application/json', accept: 'text/event-stream', ...headers };
    const sent = httpRequest(new URL('/graphql/stream', origin), { method: 'POST', headers: all }, (response) => {
      response.setEncoding('utf8');
      const events: LiveEvent[] = [];
      let text = '';
      let isOver = false;
      let wake = (): void => undefined;
      response.on('data', (chunk: string) => {
        text += chunk;
        const messages = text.split('\n\n');
        text = messages.pop()!;
        events.push(...messages.flatMap(parsed));
        wake();
      });
      const over = (): void => {
        isOver = true;
        wake();
      };
      response.on('close', over).on('error', over);
      const reader = {
        status: response.statusCode!,
        body: '',
        async next() {
          while (events.length === 0 && !isOver) await new Promise<void>((awake) => (wake = awake));
          return events.shift();
        },
        leave: () => response.destroy(),
      };
      if (response.headers['content-type']?.startsWith('text/event-stream') === true) resolve(reader);
      else response.on('end', () => resolve({ ...reader, body: text }));
    });
    sent.on('error', reject);
    sent.end(JSON.stringify({ query, variables }));
  });
}

function parsed(message: string): LiveEvent[] {
  const event = /^event: ?(.*)$/m.exec(message)?.[1];
  const data = /^data: ?(.+)$/m.exec(message)?.[1];
  return event === undefined ? [] : [{ event, data: data === undefined ? undefined : (JSON.parse(data) as unknown) }];
}
