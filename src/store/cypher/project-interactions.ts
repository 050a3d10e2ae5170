import { EdgewiseError } from '../../core/errors.js';
import type { ProjectedBatch, Projection } from '../projection.js';
import { QueryRefused, type CypherEngine } from './cypher-engine.js';
import { ProjectedRows } from './projected-rows.js';

/**
 * What a projection finds, batch by batch. Errors: PROJECTION_INVALID for the query itself, PROJECTION_ROW_INVALID with
 * column and row number for the first row that no dataset could take, and the engine's.
 */
export async function* projectInteractions(
  engine: CypherEngine,
  { file, text, parameters }: Projection,
): AsyncGenerator<ProjectedBatch> {
  const rows = new ProjectedRows(file);
  try {
    for await (const batch of engine.readRows({ text, parameters }, (columns) => rows.expect(columns))) {
      yield rows.batchOf(batch);
    }
  } catch (error) {
    throw error instanceof QueryRefused ? refused(file, error) : error;
  }
}

function refused(file: string, { message, line }: QueryRefused): EdgewiseError {
  return new EdgewiseError('PROJECTION_INVALID', `${file} cannot be used as a projection: ${message}`, {
    place: { file, ...(line !== undefined && { line }) },
  });
}
