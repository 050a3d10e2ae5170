import type { Exchange } from './exchange.js';

/**
 * A step that a request passes before its route answers it: refuses with an HttpError, or notes on the exchange what
 * later steps go by.
 */
export type Gate = (exchange: Exchange) => void | Promise<void>;

/** Through one gate after another; waits only where one does. */
export async function passGates(gates: readonly Gate[], exchange: Exchange): Promise<void> {
  for (const gate of gates) {
    const passing = gate(exchange);
    if (passing !== undefined) await passing;
  }
}
