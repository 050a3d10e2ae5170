/** Who sent a request, as far as the server knows. */
export interface Client {
  /** What limits and logs tell clients apart by; never a secret. */
  readonly id: string;
}

/** The client of a request that nothing has identified. */
export const ANYONE: Client = { id: 'anyone' };
