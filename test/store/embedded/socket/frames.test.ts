import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { frame, FrameReader } from '../../../../src/store/embedded/socket/frames.js';

describe('frames', () => {
  it('come out as they went in, however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 60 })),
        fc.infiniteStream(fc.integer({ min: 1, max: 50 })),
        (sent, cuts) => {
          const bytes = Buffer.concat(sent.map((payload) => frame(Buffer.from(payload))));
          const reader = new FrameReader();
          const received: Buffer[] = [];
          for (let start = 0; start < bytes.length;) {
            const end = start + (cuts.next().value as number);
            for (const payload of reader.push(bytes.subarray(start, end))) received.push(Buffer.from(payload));
            start = end;
          }
          expect(received.map((payload) => [...payload])).toEqual(sent.map((payload) => [...payload]));
        },
      ),
    );
  });
});
