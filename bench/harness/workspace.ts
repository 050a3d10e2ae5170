import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory for what a benchmark writes; removed when the benchmark ends, however it ends. */
export interface Workspace {
  readonly path: (...parts: string[]) => string;
  remove(): void;
}

export function createWorkspace(name: string): Workspace {
  const root = mkdtempSync(join(tmpdir(), `edgewise-bench-${name}-`));
  return {
    path: (...parts) => join(root, ...parts),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
