import type { Lease, LeaseRequest } from '../lease.js';
import type { StatementRow } from '../statement-table.js';
import type { CypherRunner } from './cypher-engine.js';

/**
 * Takes or renews a lease unless another holds it. Whoever lost it by time keeps it as long as nobody else took it.
 * Run inside one transaction.
 */
export async function takeLease(
  transaction: CypherRunner,
  { name, token, holder, milliseconds, evict }: LeaseRequest,
): Promise<Lease> {
  const [found, , , expired] = await locked(transaction, name);
  const isTaken = expired || found === token || found === evict;
  if (isTaken) await transaction.run('write/take-lease', { name, token, holder, milliseconds });
  const [heldBy, heldByWhom, expiresAt] = await locked(transaction, name);
  return { isTaken, token: heldBy, holder: heldByWhom, expiresAt };
}

/** Lets go of a lease that is still held with this token. Run inside one transaction. */
export async function releaseLease(transaction: CypherRunner, name: string, token: string): Promise<void> {
  const [found] = await locked(transaction, name);
  if (found === token) await transaction.run('write/take-lease', { name, token: '', holder: '', milliseconds: 0 });
}

async function locked(transaction: CypherRunner, name: string): Promise<StatementRow<'write/lock-lease'>> {
  return (await transaction.run('write/lock-lease', { name }))[0]!; // MERGE answers one row
}
