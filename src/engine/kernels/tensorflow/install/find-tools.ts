import { EdgewiseError, isEdgewiseError } from '../../../../core/errors.js';
import { runTool } from './run-tool.js';

/** Programs that the installation runs. */
export interface Tools {
  /** Has pip. */
  readonly python: string;
  readonly compiler: string;
  readonly npm: string;
}

/** Finds them before anything is fetched. Errors: INSTALL_TOOL_MISSING naming what misses and what brings it. */
export async function findTools(signal: AbortSignal): Promise<Tools> {
  return {
    python: await firstThatRuns(['python3', 'python'], ['-m', 'pip', '--version'], signal, {
      what: 'Python 3 with pip',
      cure: 'Install python3 and python3-pip.',
    }),
    compiler: await firstThatRuns(['c++', 'g++', 'clang++'], ['--version'], signal, {
      what: 'C++ compiler',
      cure: 'Install g++ or clang.',
    }),
    npm: await firstThatRuns(['npm'], ['--version'], signal, { what: 'npm', cure: 'Install npm; it comes with Node.' }),
  };
}

async function firstThatRuns(
  [candidate, ...others]: string[],
  words: string[],
  signal: AbortSignal,
  missing: { readonly what: string; readonly cure: string },
): Promise<string> {
  if (candidate === undefined) {
    throw new EdgewiseError('INSTALL_TOOL_MISSING', `There is no ${missing.what} here.`, { cure: missing.cure });
  }
  try {
    await runTool(candidate, { words, purpose: `looking for ${missing.what}`, signal });
    return candidate;
  } catch (error) {
    if (isEdgewiseError(error, 'INTERRUPTED')) throw error;
    return firstThatRuns(others, words, signal, missing);
  }
}
