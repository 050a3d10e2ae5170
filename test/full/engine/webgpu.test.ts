import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { engineContractInChild, lastLineOf } from '../../engine/contract-in-child.js';

// On whatever adapter this machine has, a program such as Mesa's lavapipe included; skipped where there is none.
interface Probe {
  readonly device?: string;
  readonly code?: string;
  /** A product of a matrix that had to be placed in parts, beside that of the whole. */
  readonly parts?: { readonly whole: number; readonly split: number; readonly areEqual: boolean };
  /** Whether the engine tells the device's limit on bindings as its own on tensors. */
  readonly takesWhatItBinds?: boolean;
  /** Whether steps on a table in panels come to the bits of those on a whole one, by the number of panels. */
  readonly panels?: { readonly three: boolean; readonly twelve: boolean };
  /** What came of computing past the limits of the device. */
  readonly refused?: string;
  readonly failed?: string;
}

const probe = await probeWebgpu();
const onAdapter = probe.device === undefined ? describe.skip : describe;

onAdapter(`webgpu on ${probe.device ?? `no adapter (${probe.code ?? 'no answer'})`}`, () => {
  it('multiplies a matrix that no binding holds in parts, to the same bits', () => {
    expect(probe.parts).toEqual({ whole: 1, split: expect.any(Number), areEqual: true });
    expect(probe.parts!.split).toBeGreaterThan(10);
  });

  it('trains a table that no binding holds in panels of columns, to the same bits', () => {
    expect(probe.panels).toEqual({ three: true, twelve: true });
    expect(probe.takesWhatItBinds).toBe(true);
  });

  it('refuses a tensor that the device cannot bind as a whole', () => {
    expect(probe.refused).toBe('OUT_OF_MEMORY');
  });

  it('turns an error that WebGPU swallows into one of ours at the next read', () => {
    expect(probe.failed).toBe('ENGINE_FAILED');
  });

  engineContractInChild('webgpu');
});

async function probeWebgpu(): Promise<Probe> {
  const program = fileURLToPath(new URL('../../engine/probe-webgpu.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', './scripts/typescript.mjs', program]);
  return JSON.parse(lastLineOf(stdout)) as Probe;
}
