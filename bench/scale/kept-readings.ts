import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ScaleReading } from './train-on-generated.js';

interface Kept {
  /** Commit that was measured. */
  readonly revision: string;
  /** By number of interactions. */
  readonly readings: Readonly<Record<string, ScaleReading>>;
}

/** What a run of the same commit read before it was interrupted, so that the next one goes on; forgotten at its end. */
export class KeptReadings {
  readonly #path: string;
  #kept: Kept;

  constructor(
    path = join(homedir(), '.cache', 'edgewise', 'bench', 'scale.json'),
    revision = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim(),
  ) {
    this.#path = path;
    const found = readKept(path);
    this.#kept = found?.revision === revision ? found : { revision, readings: {} };
  }

  of(interactions: number): ScaleReading | undefined {
    return this.#kept.readings[interactions];
  }

  keep(interactions: number, reading: ScaleReading): void {
    this.#kept = { ...this.#kept, readings: { ...this.#kept.readings, [interactions]: reading } };
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(`${this.#path}.new`, JSON.stringify(this.#kept));
    renameSync(`${this.#path}.new`, this.#path);
  }

  forget(): void {
    rmSync(this.#path, { force: true });
  }
}

function readKept(path: string): Kept | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Kept;
  } catch {
    return undefined; // None, or not one of ours: everything is read anew.
  }
}
