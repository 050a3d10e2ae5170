import { BlockList, isIP } from 'node:net';
import { EdgewiseError } from '../../core/errors.js';
import type { HttpRequest } from './http-message.js';

/**
 * Where a request comes from. `x-forwarded-for` is believed only where a proxy wrote it that was named: from its end,
 * the first address that is none of theirs. BAD_SETTING for an entry that is neither an address nor `ADDRESS/BITS`.
 */
export function addressReader(trustedProxies: readonly string[]): (request: HttpRequest) => string {
  const trusted = trustedProxies.length === 0 ? undefined : blockList(trustedProxies);
  return ({ socket, headers }) => {
    const peer = plainAddress(socket.remoteAddress ?? '');
    if (trusted === undefined || !isWithin(trusted, peer)) return peer;
    const forwarded = [headers['x-forwarded-for'] ?? []]
      .flat()
      .join(',')
      .split(',')
      .map((part) => part.trim());
    const hops = forwarded.filter((part) => isIP(part) !== 0).map(plainAddress);
    return hops.findLast((hop) => !isWithin(trusted, hop)) ?? hops[0] ?? peer;
  };
}

function blockList(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address);
    const most = family === 6 ? 128 : 32;
    const prefix = bits === undefined ? most : Number(bits);
    if (family === 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > most) {
      throw new EdgewiseError('BAD_SETTING', `${JSON.stringify(entry)} is no address of a proxy.`, {
        place: { setting: '--trust-proxy' },
        cure: 'Write addresses or ranges: 10.0.0.7,10.1.0.0/16.',
      });
    }
    list.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

function isWithin(list: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** An IPv4 address in its own form where a socket for both shows it as IPv6. */
function plainAddress(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}
