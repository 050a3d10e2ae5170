import { spawn } from 'node:child_process';
import { processEnvironment } from '../../../../config/environment.js';
import { EdgewiseError } from '../../../../core/errors.js';

export interface ToolCall {
  readonly words: readonly string[];
  /** What it does, for people: fits "… failed". */
  readonly purpose: string;
  readonly signal: AbortSignal;
  readonly workingDirectory?: string;
  /** Beside the variables of this process. */
  readonly variables?: Readonly<Record<string, string>>;
}

/**
 * Runs a program to its end and returns what it printed on stdout.
 * Errors: INSTALL_TOOL_MISSING when there is no such program, INTERRUPTED, DISK_FULL, INSTALL_FAILED with the last lines
 * that it printed.
 */
export function runTool(tool: string, call: ToolCall): Promise<string> {
  const { words, purpose, signal, workingDirectory, variables } = call;
  return new Promise((resolve, reject) => {
    const child = spawn(tool, words, {
      cwd: workingDirectory,
      env: { ...processEnvironment(), ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    let [stdout, printed] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
      printed += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
    let failure: Error | undefined;
    child.once('error', (error) => (failure = error));
    child.once('close', (exitCode) => {
      if (signal.aborted) reject(new EdgewiseError('INTERRUPTED', 'Installing TensorFlow was interrupted.'));
      else if (failure !== undefined) reject(missingTool(tool, failure));
      else if (exitCode === 0) resolve(stdout);
      else reject(failedTool(tool, purpose, printed));
    });
  });
}

function missingTool(tool: string, cause: Error): EdgewiseError {
  return new EdgewiseError('INSTALL_TOOL_MISSING', `${tool} cannot be run.`, { cause });
}

function failedTool(tool: string, purpose: string, printed: string): EdgewiseError {
  if (/no space left on device|ENOSPC/i.test(printed)) {
    return new EdgewiseError('DISK_FULL', `The disk has no room left for ${purpose}.`);
  }
  const lastLines = printed.trim().split('\n').slice(-LINES_SHOWN).join('\n');
  return new EdgewiseError('INSTALL_FAILED', `${purpose} failed in ${tool}:\n${lastLines}`);
}

const LINES_SHOWN = 8;
