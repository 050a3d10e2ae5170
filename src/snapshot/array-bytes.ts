import { endianness } from 'node:os';
import type { NumericArray } from './contents.js';
import type { ArrayType } from './manifest.js';

type NumericType = Exclude<ArrayType, 'utf8'>;

const ARRAYS = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  uint32: Uint32Array,
  uint8: Uint8Array,
} as const;

/** Bytes of one element of a file. */
export function elementBytes(type: ArrayType): number {
  return type === 'utf8' ? 1 : ARRAYS[type].BYTES_PER_ELEMENT;
}

/** The manifest's name of an array's type. */
export function arrayType(array: NumericArray): NumericType {
  if (array instanceof Float32Array) return 'float32';
  if (array instanceof Float64Array) return 'float64';
  if (array instanceof Int32Array) return 'int32';
  return array instanceof Uint32Array ? 'uint32' : 'uint8';
}

/** An array's bytes in little-endian order: its own memory on little-endian machines, a swapped copy on others. */
export function bytesOf(array: NumericArray): Uint8Array {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  return endianness() === 'LE' ? bytes : swapped(bytes, array.BYTES_PER_ELEMENT);
}

/** The array over little-endian bytes that start at offset 0 of their buffer (so that any element type is aligned). */
export function arrayOver(type: NumericType, bytes: Uint8Array): NumericArray {
  const ordered = endianness() === 'LE' ? bytes : swapped(bytes, elementBytes(type));
  const Type: new (buffer: ArrayBufferLike) => NumericArray = ARRAYS[type];
  return new Type(ordered.buffer);
}

function swapped(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes.length);
  for (let start = 0; start < bytes.length; start += size) {
    for (let i = 0; i < size; i++) copy[start + i] = bytes[start + size - 1 - i]!;
  }
  return copy;
}
