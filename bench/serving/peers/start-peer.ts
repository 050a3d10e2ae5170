import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { spawnPinned } from '../pinned.js';

export interface Peer {
  readonly name: string;
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts one of the servers beside this file in a process of its own and waits until it listens. */
export async function startPeer(name: 'edgewise' | 'mercurius' | 'apollo', signal: AbortSignal): Promise<Peer> {
  const child = spawnPinned(['--import', './scripts/typescript.mjs', `bench/serving/peers/${name}.ts`], signal);
  let stderr = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const exited = once(child, 'close').catch(() => undefined);
  for await (const line of createInterface({ input: child.stdout! })) {
    const { url } = JSON.parse(line) as { url: string };
    const stop = async (): Promise<void> => {
      child.kill('SIGKILL');
      await exited;
    };
    return { name, url, stop };
  }
  throw new Error(`${name} did not start: ${stderr.trim().slice(-500)}`);
}
