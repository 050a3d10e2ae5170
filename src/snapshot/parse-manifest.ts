import { EdgewiseError } from '../core/errors.js';
import { isVersionName } from './layout.js';
import { SNAPSHOT_FORMAT_VERSION, type SnapshotManifest } from './manifest.js';

type Check = (value: unknown) => boolean;

/**
 * A manifest from its JSON text, whose checksum has been verified.
 * Errors: SNAPSHOT_FORMAT for another format version, SNAPSHOT_CORRUPT with the field for anything else.
 */
export function parseManifest(json: string, file: string): SnapshotManifest {
  const value = parseJson(json, file);
  if (!isRecord(value)) throw corrupt(file, 'is not a JSON object');
  assertManifest(value, file);
  return value;
}

function assertManifest(value: object, file: string): asserts value is SnapshotManifest {
  const fields = new Map<string, unknown>(Object.entries(value));
  const format = fields.get('formatVersion');
  if (format !== SNAPSHOT_FORMAT_VERSION) {
    const message = `${file}: format ${String(format)} where this version reads ${SNAPSHOT_FORMAT_VERSION}.`;
    throw new EdgewiseError('SNAPSHOT_FORMAT', message, { place: { file, field: 'formatVersion' } });
  }
  for (const [field, holds] of Object.entries(FIELDS)) {
    if (!holds(fields.get(field))) throw corrupt(file, `field ${field} is missing or malformed`, field);
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number';
const isScalar: Check = (value) => ['string', 'number', 'boolean'].includes(typeof value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const recordOf =
  (check: Check): Check =>
  (value) =>
    isRecord(value) && Object.values(value).every(check);
const objectWith =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isRecord(value) && Object.entries(fields).every(([field, check]) => check(value[field]));

/** A file's name never leaves its version's directory. */
const isFileName: Check = (value) => typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(value);
const isFile = objectWith({
  type: (value) => ['float32', 'float64', 'int32', 'uint32', 'uint8', 'utf8'].includes(value as string),
  shape: listOf(isCount),
  bytes: isCount,
  sha256: (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value),
});

const isRefreshRecord = objectWith({
  outcome: (value) => ['published', 'refused'].includes(value as string),
  start: (value) => ['cold', 'warm'].includes(value as string),
  from: (value) => value === undefined || isText(value),
  changedShare: isNumber,
  fullAt: isCount,
  comparison: (value) => value === undefined || isComparison(value),
});
const isComparison = objectWith({
  metric: isText,
  candidate: isNumber,
  served: isNumber,
  servedVersion: isText,
  users: isCount,
  edges: isCount,
});
const isDecay = objectWith({ halfLife: (value) => isNumber(value) && (value as number) > 0, asOf: isCount });
const isProjectionValue: Check = (value) => value === null || isScalar(value) || listOf(isProjectionValue)(value);
const isProjection = objectWith({ text: isText, parameters: recordOf(isProjectionValue) });

const FIELDS: Readonly<Record<keyof SnapshotManifest, Check>> = {
  formatVersion: isNumber,
  version: (value) => typeof value === 'string' && isVersionName(value),
  createdAt: isCount,
  exportedAt: isCount,
  tombstones: objectWith({ log: isText, applied: isCount }),
  components: listOf(
    objectWith({ kind: isText, name: isText, parameters: recordOf(isScalar), files: recordOf(isFileName) }),
  ),
  hyperparameters: recordOf(isScalar),
  seed: isNumber,
  dataset: objectWith({
    fingerprint: isText,
    behaviors: listOf(isText),
    behaviorFilter: (value) => value === undefined || listOf(isText)(value),
    weighting: objectWith({
      mode: (value) => ['binary', 'sum', 'log'].includes(value as string),
      behaviorWeights: recordOf(isNumber),
      decay: (value) => value === undefined || isDecay(value),
      learned: (value) => value === undefined || listOf(isText)(value),
    }),
    targetBehavior: (value) => value === undefined || isText(value),
    projection: (value) => value === undefined || isProjection(value),
    attributes: (value) => value === undefined || recordOf(isNumber)(value),
    userAttributes: (value) => value === undefined || recordOf(isNumber)(value),
  }),
  counts: objectWith({ users: isCount, items: isCount, interactions: isCount, events: isCount }),
  metrics: recordOf(isNumber),
  refresh: (value) => value === undefined || isRefreshRecord(value),
  files: (value) => recordOf(isFile)(value) && Object.keys(value as object).every(isFileName),
};

function parseJson(json: string, file: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new EdgewiseError('SNAPSHOT_CORRUPT', `${file} is not valid JSON.`, { place: { file }, cause });
  }
}

function corrupt(file: string, problem: string, field?: string): EdgewiseError {
  return new EdgewiseError('SNAPSHOT_CORRUPT', `${file} ${problem}.`, {
    place: { file, ...(field !== undefined && { field }) },
  });
}
