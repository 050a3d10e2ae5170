import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

interface ContractRun {
  readonly results: readonly { readonly name: string; readonly status: string; readonly errors: readonly string[] }[];
  readonly unhandledErrors: readonly string[];
}

/** The contract suite on an engine that does not live in jest's realms. */
export function engineContractInChild(name: string, ...words: string[]): void {
  let run: ContractRun;
  describe(`the engine ${name}, in a process of its own`, () => {
    it('passes the contract suite', async () => {
      run = await runContract(name, words);
      const failed = run.results.filter(({ status, errors }) => status !== 'done' || errors.length > 0);
      expect({ failed, unhandledErrors: run.unhandledErrors }).toEqual({ failed: [], unhandledErrors: [] });
    });

    it('and skips nothing of it', () => expect(run.results).toHaveLength(TESTS_IN_CONTRACT));
  });
}

/** Exactly, so that a test that is lost on its way into that process is missed; the suite grows. */
const TESTS_IN_CONTRACT = 98;

async function runContract(name: string, words: readonly string[]): Promise<ContractRun> {
  const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
  const hooks = ['./scripts/typescript.mjs', path('../setup/outside-jest/register.js')];
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...hooks.flatMap((hook) => ['--import', hook]),
    path('./run-contract.ts'),
    name,
    ...words,
  ]);
  return JSON.parse(lastLineOf(stdout)) as ContractRun;
}

/** What a program printed last: native engines print lines of their own before. */
export function lastLineOf(stdout: string): string {
  return stdout.trimEnd().split('\n').at(-1);
}
