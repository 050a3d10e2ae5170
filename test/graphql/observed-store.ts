import { EdgewiseError } from '../../src/core/errors.js';
import type { InteractionStore } from '../../src/store/interaction-store.js';

export type StoreMethod = Exclude<keyof InteractionStore, 'url'>;

/** A real store behind a counter and a switch: what tests need to see of it and to do to it. */
export interface ObservedStore {
  readonly store: InteractionStore;
  /** Calls since the last `forget`, in their order. */
  readonly calls: StoreMethod[];
  forget(): void;
  /** From now on every call fails as it does when the store cannot be reached; `undefined` lets it answer again. */
  failWith(error: Error | undefined): void;
  /** Calls wait until the promise resolves; `undefined` lets them through. */
  holdUntil(gate: Promise<void> | undefined): void;
}

export const STORE_AWAY = new EdgewiseError('STORE_UNAVAILABLE', 'The store does not answer.');

export function observeStore(real: InteractionStore): ObservedStore {
  const calls: StoreMethod[] = [];
  let failure: Error | undefined;
  let gate: Promise<void> | undefined;
  const store = new Proxy(real, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return async (...given: unknown[]): Promise<unknown> => {
        calls.push(name as StoreMethod);
        await gate;
        if (failure !== undefined) throw failure;
        return Reflect.apply(value, target, given) as unknown;
      };
    },
  });
  return {
    store,
    calls,
    forget: () => calls.splice(0),
    failWith: (error) => (failure = error),
    holdUntil: (promise) => void (gate = promise),
  };
}
