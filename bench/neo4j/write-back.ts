import { runContext } from '../../src/core/run-context.js';
import { withRefreshLease } from '../../src/pipeline/refresh/refresh-lease.js';
import { writeBack } from '../../src/pipeline/refresh/write-back.js';
import { SnapshotDirectory } from '../../src/snapshot/snapshot-directory.js';
import type { Section } from '../harness/bench.js';
import { GOWALLA_TRAIN } from '../main-job/gowalla.js';
import { gowallaOnNeo4j } from './gowalla.js';
import { withStoreOf } from './server.js';
import { untrainedSnapshots } from './untrained.js';

const VECTORS = 70_839;
const LEASE_SECONDS = 120;
const WRITE_BACK = 'write-back of 70,839 vectors, until their indexes hold them';

/** As a refresh writes back, of vectors that nobody trained: random ones, which are no easier to index. */
export const writeBackSection: Section = {
  name: 'write-back',
  needs: [GOWALLA_TRAIN],
  bars: [{ name: WRITE_BACK, limit: 30, unit: 's', passes: 'within' }],
  async measure(run) {
    const { server } = await gowallaOnNeo4j(run);
    const snapshot = await new SnapshotDirectory(await untrainedSnapshots(run)).openCurrent();
    return withStoreOf(server, async (store) => {
      const context = runContext({ signal: run.signal });
      const started = performance.now();
      const { users, items } = await withRefreshLease(store, LEASE_SECONDS, context, (lease, leased) =>
        writeBack(store, snapshot, lease, leased),
      );
      const seconds = (performance.now() - started) / 1000;
      if (users + items !== VECTORS) throw new Error(`${users + items} vectors were written in place of ${VECTORS}`);
      return { values: { [WRITE_BACK]: seconds }, note: '64 dimensions, random vectors, fenced by the lease' };
    });
  },
};
