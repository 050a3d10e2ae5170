import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runContext } from '../../src/core/run-context.js';
import { installTensorflow } from '../../src/engine/kernels/tensorflow/install/install-tensorflow.js';

// What fails while TensorFlow is installed; test/full/engine/tensorflow.test.ts really installs it. The programs that
// an installation runs are scripts in a PATH of their own.
let root: string;
let path: string | undefined;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'edgewise-install-'));
  mkdirSync(join(root, 'bin'));
  path = process.env['PATH'];
  process.env['PATH'] = join(root, 'bin');
});
afterEach(() => {
  process.env['PATH'] = path;
  rmSync(root, { recursive: true });
});

const tool = (name: string, script: string): void => {
  writeFileSync(join(root, 'bin', name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(root, 'bin', name), 0o755);
};
const install = (signal?: AbortSignal) =>
  installTensorflow('cpu', join(root, 'target'), runContext(signal === undefined ? {} : { signal }));
const leftOver = (): string[] => readdirSync(join(root, 'target'));

const onLinux = process.platform === 'linux' && process.arch === 'x64' ? describe : describe.skip;
onLinux('installing TensorFlow', () => {
  it.each([
    ['Python 3 with pip', []],
    ['Python 3 with pip', ['npm', 'c++']],
    ['C++ compiler', ['python3', 'npm']],
    ['npm', ['python3', 'c++']],
  ])('says that %s misses where there is only %j, before anything is fetched', async (missing, present) => {
    for (const name of present) tool(name, 'exit 0');
    const said = expect.objectContaining({ code: 'INSTALL_TOOL_MISSING', message: `There is no ${missing} here.` });
    await expect(install()).rejects.toEqual(said);
    expect(readdirSync(root)).toEqual(['bin']);
  });

  it('counts a Python without pip as missing', async () => {
    for (const name of ['npm', 'c++']) tool(name, 'exit 0');
    tool('python3', 'echo No module named pip >&2; exit 1');
    await expect(install()).rejects.toMatchObject({ code: 'INSTALL_TOOL_MISSING' });
  });

  it('says what a step printed when it failed, and leaves nothing', async () => {
    for (const name of ['npm', 'c++']) tool(name, 'exit 0');
    tool('python3', '[ "$3" = --version ] || { echo no such wheel >&2; exit 3; }');
    await expect(install()).rejects.toMatchObject({
      code: 'INSTALL_FAILED',
      message: expect.stringMatching(/tensorflow_cpu==2[.]21[.]0 failed in python3:\nno such wheel$/),
    });
    expect(leftOver()).toEqual([]);
  });

  it('calls a full disk by its name', async () => {
    for (const name of ['npm', 'c++']) tool(name, 'exit 0');
    tool('python3', '[ "$3" = --version ] || { echo "[Errno 28] No space left on device" >&2; exit 1; }');
    await expect(install()).rejects.toMatchObject({ code: 'DISK_FULL' });
  });

  it('stops when interrupted, keeps what was installed before, and clears what a killed one left', async () => {
    for (const name of ['npm', 'c++']) tool(name, 'exit 0');
    tool('python3', '[ "$3" = --version ] || exec /bin/sleep 60');
    for (const name of ['cpu', '.staging-999999999-abc']) mkdirSync(join(root, 'target', name), { recursive: true });
    const controller = new AbortController();
    const installing = install(controller.signal);
    setTimeout(() => controller.abort(), 200);
    await expect(installing).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(leftOver()).toEqual(['cpu']);
  });
});
