import type { RankPosition } from '../../recommend/request.js';
import type { CoNeighborPosition, InteractionPosition } from '../../store/interaction-store.js';
import { badCursor, decodeCursor, encodeCursor, type CursorPart } from './cursor.js';

/** How one connection writes a place in its order into a cursor and reads it back. */
export interface PositionCodec<Position> {
  encode(position: Position): string;
  /** BAD_CURSOR when the cursor is not one of this connection's. */
  decode(cursor: string): Position;
}

/** A place in a user's recommendations, and what it was computed from. */
export interface RecommendationPosition extends RankPosition {
  readonly revision: number;
  readonly version: string;
}

export const userPositions = keyPositions('users');
export const itemPositions = keyPositions('items');

export const interactionPositions: PositionCodec<InteractionPosition> = {
  encode: ({ at, itemKey, behavior }) => encodeCursor('interactions', [at, itemKey, behavior]),
  decode(cursor) {
    const parts = partsOf('interactions', cursor, ['number', 'string', 'string']);
    const [at, itemKey, behavior] = parts as [number, string, string];
    return { at, itemKey, behavior };
  },
};

export const recommendationPositions: PositionCodec<RecommendationPosition> = {
  encode: ({ score, key, revision, version }) => encodeCursor('recommendations', [score, key, revision, version]),
  decode(cursor) {
    const parts = partsOf('recommendations', cursor, ['number', 'string', 'number', 'string']);
    const [score, key, revision, version] = parts as [number, string, number, string];
    return { score, key, revision, version };
  },
};

export const embeddingUserPositions = neighborPositions('embedding-users');
export const embeddingItemPositions = neighborPositions('embedding-items');
export const coUserPositions = neighborPositions('co-users');
export const coItemPositions = neighborPositions('co-items');

function keyPositions(kind: string): PositionCodec<string> {
  return {
    encode: (key) => encodeCursor(kind, [key]),
    decode: (cursor) => partsOf(kind, cursor, ['string'])[0] as string,
  };
}

function neighborPositions(kind: string): PositionCodec<CoNeighborPosition> {
  return {
    encode: ({ similarity, key }) => encodeCursor(kind, [similarity, key]),
    decode(cursor) {
      const [similarity, key] = partsOf(kind, cursor, ['number', 'string']) as [number, string];
      return { similarity, key };
    },
  };
}

function partsOf(kind: string, cursor: string, shape: readonly ('string' | 'number')[]): readonly CursorPart[] {
  const parts = decodeCursor(kind, cursor);
  const fits = parts.length === shape.length && parts.every((part, i) => typeof part === shape[i]);
  if (!fits) throw badCursor();
  return parts;
}
