import { takeChunk } from './chunks';
import { ContrastJob, paddedTo8 } from './contrast-job';

/** A chunk is 8 sampled items; panels are filled up with zeros. */
export function contrastPack(address: usize, _thread: i32): void {
  const job = changetype<ContrastJob>(address);
  const padded = paddedTo8(job.sampleCount);
  for (let chunk = takeChunk(address); chunk < job.chunks; chunk = takeChunk(address)) {
    for (let lane = 0; lane < 8; lane++) {
      const slot = chunk * 8 + lane;
      const row = slot < job.sampleCount ? job.embeddings + <usize>load<u32>(job.sample + (<usize>slot << 2)) * (<usize>job.width << 2) : 0;
      for (let column: usize = 0; column < paddedTo8(job.width); column++) {
        const value = row == 0 || column >= <usize>job.width ? <f32>0 : load<f32>(row + (column << 2));
        store<f32>(job.columnPanels + (((column >> 3) * padded + <usize>slot) << 5) + ((column & 7) << 2), value);
        if (column >= <usize>job.width) continue;
        store<f32>(job.itemPanels + ((<usize>chunk * <usize>job.width + column) << 5) + (<usize>lane << 2), value);
      }
    }
  }
}
