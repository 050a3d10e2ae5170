type Sharable = Float32Array | Float64Array | Int32Array | Uint32Array | Uint8Array;

/** The same values in memory that threads share instead of copying it when it is sent to them. */
export function sharedCopy<Values extends Sharable>(values: Values): Values {
  const type = values.constructor as new (buffer: SharedArrayBuffer) => Values;
  const copy = new type(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}
