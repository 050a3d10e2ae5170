import { takeChunk } from './chunks';
import { ContrastJob, embeddingAt, itemScaleAt, paddedTo8 } from './contrast-job';

/** A chunk is 8 sampled items, scaled; panels are filled up with zeros. */
export function contrastPack(address: usize, _thread: i32): void {
  const job = changetype<ContrastJob>(address);
  const width = <usize>job.width;
  const padded = paddedTo8(job.sampleCount);
  for (let chunk = takeChunk(address); chunk < job.chunks; chunk = takeChunk(address)) {
    for (let lane = 0; lane < 8; lane++) {
      const slot = chunk * 8 + lane;
      const isItem = slot < job.sampleCount;
      const row = isItem ? load<u32>(job.sample + (<usize>slot << 2)) : 0;
      const item = embeddingAt(job, row);
      const scale = itemScaleAt(job, row);
      for (let column: usize = 0; column < paddedTo8(job.width); column++) {
        const value = isItem && column < width ? scale * load<f32>(item + (column << 2)) : <f32>0;
        store<f32>(job.columnPanels + (((column >> 3) * padded + <usize>slot) << 5) + ((column & 7) << 2), value);
        if (column >= width) continue;
        store<f32>(job.itemPanels + ((<usize>chunk * width + column) << 5) + (<usize>lane << 2), value);
      }
    }
  }
}
