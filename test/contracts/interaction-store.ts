import { afterEach, beforeEach, describe } from '@jest/globals';
import type { InteractionStore } from '../../src/store/interaction-store.js';
import { describeChecks } from './interaction-store/checks.js';
import { describeErasing } from './interaction-store/erasing.js';
import { describeExports } from './interaction-store/exports.js';
import { describeInteractionPages } from './interaction-store/interaction-pages.js';
import { describeItems } from './interaction-store/items.js';
import { describeKeys } from './interaction-store/keys.js';
import { describeLeases } from './interaction-store/leases.js';
import { describeLifecycle } from './interaction-store/lifecycle.js';
import { describeLists } from './interaction-store/lists.js';
import { describeNeighbors } from './interaction-store/neighbors.js';
import { describeProjections } from './interaction-store/projections.js';
import { describeRefusals } from './interaction-store/refusals.js';
import { describeUpserts } from './interaction-store/upserts.js';
import { describeUsers } from './interaction-store/users.js';

/** An empty store of the kind under test, and what takes it away again. */
export interface OpenedStore {
  readonly store: InteractionStore;
  readonly dispose: () => Promise<void>;
}

/** The store of the running test; only to be called inside one. */
export type CurrentStore = () => InteractionStore;

/** What every InteractionStore promises. A new kind of store adds one call of this and nothing else. */
export function describeInteractionStore(name: string, open: () => Promise<OpenedStore>): void {
  describe(`InteractionStore: ${name}`, () => {
    let opened: OpenedStore;
    beforeEach(async () => {
      opened = await open();
      await opened.store.ensureSchema();
    });
    afterEach(async () => {
      await opened.dispose();
    });
    const store: CurrentStore = () => opened.store;

    describe('upserting interactions', () => describeUpserts(store));
    describe('keys', () => describeKeys(store));
    describe('refusing what cannot be kept', () => describeRefusals(store));
    describe('items', () => describeItems(store));
    describe('users', () => describeUsers(store));
    describe('erasing a user', () => describeErasing(store));
    describe('lists of users and items', () => describeLists(store));
    describe("a user's interactions", () => describeInteractionPages(store));
    describe('neighbors by shared interactions', () => describeNeighbors(store));
    describe('exports', () => describeExports(store));
    describe('leases', () => describeLeases(store));
    describe('checks', () => describeChecks(store));
    describe('projections', () => describeProjections(store));
    describe('opening and closing', () => describeLifecycle(store));
  });
}
