import { readFile } from 'node:fs/promises';
import type { Settings } from '../config/settings-table.js';
import { EdgewiseError } from '../core/errors.js';
import type { Projection } from '../store/projection.js';

/** The projection that the settings name, ready to be a part of a job. Errors: FILE_NOT_FOUND, FILE_EMPTY, USAGE. */
export async function readProjection({
  projection: file,
  projectionParameters: parameters,
}: Pick<Settings, 'projection' | 'projectionParameters'>): Promise<{ readonly projection?: Projection }> {
  if (file !== undefined) return { projection: { file, text: await textOf(file), parameters: parameters ?? {} } };
  if (parameters !== undefined) throw new EdgewiseError('USAGE', '--param goes with --projection only.');
  return {};
}

async function textOf(file: string): Promise<string> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new EdgewiseError('FILE_NOT_FOUND', `The projection ${file} cannot be read.`, { place: { file }, cause });
  }
  if (text.trim() === '')
    throw new EdgewiseError('FILE_EMPTY', `The projection ${file} is empty.`, { place: { file } });
  return text;
}
