/** One job at a time among all processes that share a store, on any machine. */
export interface LeaseRequest {
  /** What is leased, e.g. `refresh`. */
  readonly name: string;
  /** Tells this holding from any other; asking again with the same token renews. */
  readonly token: string;
  /** Who holds it, for people. */
  readonly holder: string;
  /** How long it lasts from now on, by the clock of the store. */
  readonly milliseconds: number;
  /** Token of a holder who is known to be dead: it is taken from her before it expires. */
  readonly evict?: string;
}

/** A lease as it stood after it was asked for. */
export interface Lease {
  /** Whether it is the asker's now. */
  readonly isTaken: boolean;
  readonly token: string;
  readonly holder: string;
  /** Milliseconds since 1970 UTC, by the clock of the store. */
  readonly expiresAt: number;
}
