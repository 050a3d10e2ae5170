import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

/** A house with every kind of breach, and some neighborly visits that are allowed. */
const HOUSE: Readonly<Record<string, string>> = {
  'core/errors.ts': 'export const code = 1;',
  'core/upward.ts': "import '../store/contract.js';",
  'linalg/csr.ts': "export { code } from '../core/errors.js';",
  'linalg/typed-upward.ts': "import type { Store } from '../store/contract.js';\nexport type S = Store;",
  'store/contract.ts': 'export interface Store { readonly url: string }\nexport const open = 1;',
  'dataset/types-of-store.ts': "import type { Store } from '../store/contract.js';\nexport type S = Store;",
  'dataset/code-of-store.ts': "export { open } from '../store/contract.js';",
  'engine/start.ts': "import '@tensorflow/tfjs';\nexport const engine = 1;",
  'snapshot/contents.ts': 'export interface Contents { readonly users: number }',
  'models/train.ts':
    "import { engine } from '../engine/start.js';\nimport type { Contents } from '../snapshot/contents.js';\nexport const train = (): Contents => ({ users: engine });",
  'recommend/lazy.ts': "export const load = () => import('../models/train.js');",
  'graphql/server.ts': "import 'graphql';\nexport { load } from '../recommend/lazy.js';",
  'cli/serve.ts': "import 'graphql';\nexport * from '../graphql/server.js';",
  'cli/commands/serve.ts': "export const run = () => import('../../models/train.js');",
  'cli/commands/train.ts': "export const run = () => import('../../models/train.js');",
  'attic/trunk.ts': 'export const trunk = 1;',
  'pipeline/attic.ts': "export { trunk } from '../attic/trunk.js';",
  'metrics/a.ts': "import { b } from './b.js';\nexport const a = (): number => b();",
  'metrics/b.ts': "import { a } from './a.js';\nexport const b = (): number => a();",
  'evaluate/lost.ts': "import './nowhere.js';",
};

describe('the floors', () => {
  const house = mkdtempSync(join(tmpdir(), 'edgewise-floors-'));
  let loaded: readonly string[] = [];
  let written: readonly string[] = [];

  beforeAll(async () => {
    build(house);
    [loaded, written] = await Promise.all([
      breaches(house, '.dependency-cruiser.js'),
      breaches(house, '.dependency-cruiser.types.js'),
    ]);
  });
  afterAll(() => rmSync(house, { recursive: true }));

  it('refuses to reach a floor above, in code and in types', () => {
    expect(loaded).toContain('floor-of-core: core/upward.ts → store/contract.ts');
    expect(written).toContain('floor-of-linalg: linalg/typed-upward.ts → store/contract.ts');
  });

  it('refuses to reach training from serving through any number of modules, loaded late or not', () => {
    expect(loaded).toContain('serving-without-training: graphql/server.ts → models/train.ts');
    expect(loaded).toContain('serving-without-training: graphql/server.ts → node_modules/@tensorflow/tfjs/index.js');
  });

  it('refuses commands that only answer to load what trains', () => {
    expect(loaded).toContain('answering-without-training: cli/commands/serve.ts → models/train.ts');
    expect(loaded.filter((breach) => breach.includes(': cli/commands/train.ts'))).toEqual([]);
  });

  it('lets rooms of one floor share types where it says so, never code', () => {
    const ofDataset = [...loaded, ...written].filter((breach) => breach.includes(': dataset/'));
    expect(ofDataset).toEqual(['floor-of-dataset: dataset/code-of-store.ts → store/contract.ts']);
    expect(loaded.filter((breach) => breach.includes(': models/'))).toEqual([]);
    expect(written.filter((breach) => breach.includes(': models/'))).toEqual([]);
  });

  it('keeps packages in their rooms', () => {
    expect(written).toContain('graphql-only-in-graphql: cli/serve.ts → node_modules/graphql/index.js');
    expect(written.filter((breach) => breach.includes(': graphql/server.ts'))).toEqual([]);
    expect(written.filter((breach) => breach.startsWith('tensorflow-only'))).toEqual([]);
  });

  it('refuses cycles, folders without a floor and imports of nothing', () => {
    expect(written).toContain('no-cycle: metrics/a.ts → metrics/b.ts');
    expect(written).toContain('room-without-floor: pipeline/attic.ts → attic/trunk.ts');
    expect(written).toContain('resolvable: evaluate/lost.ts → ./nowhere.js');
  });
});

function build(house: string): void {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  };
  for (const [path, text] of Object.entries(HOUSE)) write(`src/${path}`, text);
  for (const name of ['@tensorflow/tfjs', 'graphql']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, '');
  }
  const dependencies = { '@tensorflow/tfjs': '1.0.0', graphql: '1.0.0' };
  write('package.json', JSON.stringify({ name: 'house', type: 'module', dependencies }));
  write('tsconfig.json', JSON.stringify({ compilerOptions: { module: 'NodeNext', verbatimModuleSyntax: true } }));
}

/** `rule: from → to` of every breach that the repository's rule file finds in `house`. */
async function breaches(house: string, ruleFile: string): Promise<string[]> {
  const depcruise = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const words = [depcruise, '--config', resolve(ruleFile), '--output-type', 'json', 'src'];
  const report = await new Promise<string>((done) => {
    execFile(process.execPath, words, { cwd: house }, (_error, stdout) => done(stdout));
  });
  const { summary } = JSON.parse(report) as { summary: { violations: Violation[] } };
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${short(from)} → ${short(to)}`);
}

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

function short(path: string): string {
  return path.replace(/^src\//, '');
}
