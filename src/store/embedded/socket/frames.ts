/** A frame: its length in four bytes, little-endian, then its bytes. */
export function frame(payload: Buffer): Buffer {
  const framed = Buffer.allocUnsafe(4 + payload.length);
  framed.writeUInt32LE(payload.length);
  payload.copy(framed, 4);
  return framed;
}

/** Puts frames together again from the pieces that a socket delivers. */
export class FrameReader {
  #pieces: Buffer[] = [];
  #held = 0;

  /** The payloads that are whole now. */
  *push(piece: Buffer): Generator<Buffer> {
    this.#pieces.push(piece);
    this.#held += piece.length;
    for (;;) {
      if (this.#held < 4) return;
      const length = this.#joined(4).readUInt32LE();
      if (this.#held < 4 + length) return;
      const bytes = this.#joined(4 + length);
      this.#pieces = [bytes.subarray(4 + length)];
      this.#held -= 4 + length;
      yield bytes.subarray(4, 4 + length);
    }
  }

  /** The held bytes in one piece, joined only once at least `length` of them are wanted and not in the first. */
  #joined(length: number): Buffer {
    if ((this.#pieces[0]?.length ?? 0) < length) this.#pieces = [Buffer.concat(this.#pieces)];
    return this.#pieces[0]!;
  }
}
