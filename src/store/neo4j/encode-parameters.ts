import neo4j from 'neo4j-driver';

/**
 * Parameters as the driver sends them as they are meant. It sends every JavaScript number as a float, which LIMIT
 * refuses and which would make integers of attributes floats: whole numbers become integers here. A Float32Array or
 * Float64Array becomes a list of floats, whatever its values: a list of both kinds could not be a property.
 */
export function encodeParameters(parameters: object): Record<string, unknown> {
  return encodeMap(parameters);
}

function encode(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0) ? neo4j.int(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(encode);
  if (value instanceof Float32Array || value instanceof Float64Array) return Array.from(value);
  return encodeMap(value);
}

function encodeMap(map: object): Record<string, unknown> {
  const encoded: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(map)) encoded[name] = encode(value);
  return encoded;
}
