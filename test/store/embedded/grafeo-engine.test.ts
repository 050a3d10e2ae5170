import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../../src/core/log.js';
import { GrafeoEngine } from '../../../src/store/embedded/grafeo-engine.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';

const makeDirectory = temporaryDirectories();
const CONFLICT = new Error('Transaction error: GRAFEO-T001: Write conflict: on entity Node(NodeId(1))');

describe('GrafeoEngine', () => {
  let engine: GrafeoEngine;
  beforeEach(async () => {
    engine = GrafeoEngine.open(join(await makeDirectory(), 'graph'), silentLogger)!;
    await engine.ensureSchema();
  });
  afterEach(() => engine.close());

  const itemKeys = () => engine.run('read/item-keys', {});

  it('keeps nothing of a transaction that throws', async () => {
    const failing = engine.write(async (transaction) => {
      await transaction.run('load/merge-items', { keys: ['x'] });
      throw new TypeError('mine');
    });
    await expect(failing).rejects.toMatchObject({ code: 'INTERNAL', cause: expect.any(TypeError) as unknown });
    expect(await itemKeys()).toEqual([]);
  });

  it('shows a transaction its own changes, and others only after the commit', async () => {
    await engine.write(async (transaction) => {
      await transaction.run('load/merge-items', { keys: ['x'] });
      expect(await transaction.run('read/item-keys', {})).toEqual([['x']]);
      expect(await itemKeys()).toEqual([]);
    });
    expect(await itemKeys()).toEqual([['x']]);
  });

  it('runs a transaction again from the start after a conflict', async () => {
    let attempts = 0;
    await engine.write(async (transaction) => {
      attempts++;
      await transaction.run('load/merge-items', { keys: [`attempt ${attempts}`] });
      if (attempts < 3) throw CONFLICT;
    });
    expect(await itemKeys()).toEqual([['attempt 3']]);
  });

  it('gives up when conflicts do not end, and goes on with the next writer', async () => {
    const failing = engine.write(() => Promise.reject(CONFLICT));
    const next = engine.write((transaction) => transaction.run('load/merge-items', { keys: ['x'] }));
    await expect(failing).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', cause: CONFLICT });
    await next;
    expect(await itemKeys()).toEqual([['x']]);
  });

  it('lets one writer in at a time', async () => {
    const order: string[] = [];
    const writer = (name: string) =>
      engine.write(async (transaction) => {
        order.push(`${name} starts`);
        await transaction.run('load/merge-items', { keys: [name] });
        order.push(`${name} ends`);
      });
    await Promise.all([writer('a'), writer('b'), writer('c')]);
    expect(order).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
  });
});
