import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory to run commands in; `remove` takes it away with all that they wrote. */
export function temporaryDirectory(): { readonly path: string; inside(...parts: string[]): string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'edgewise-e2e-'));
  return {
    path,
    inside: (...parts) => join(path, ...parts),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
