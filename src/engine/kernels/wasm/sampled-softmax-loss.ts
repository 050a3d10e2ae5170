import type * as tf from '@tensorflow/tfjs';
import { contrastJobs, contrastRoom } from '../../../linalg/kernels/jobs/contrast.js';
import {
  SAMPLED_SOFTMAX_LOSS,
  type SampledSoftmaxAttributes,
  type SampledSoftmaxInputs,
} from '../../ops/sampled-softmax-loss.js';
import { runtimeOf } from './wasm-runtime.js';

export const sampledSoftmaxLossOnWasm: tf.KernelConfig = {
  kernelName: SAMPLED_SOFTMAX_LOSS,
  backendName: 'wasm',
  kernelFunc({ inputs, backend, attrs }) {
    const runtime = runtimeOf(backend);
    const { embeddings, rows, edgeOffsets, edgeShares, ownOffsets, ownPlaces } = inputs as SampledSoftmaxInputs;
    const { sampleCount, ...settings } = attrs as SampledSoftmaxAttributes;
    const [rowCount, width] = embeddings.shape as [number, number];
    const userCount = edgeOffsets.shape[0]! - 1;
    const edgeCount = edgeShares.shape[0]!;
    const sizes = { rowCount, userCount, sampleCount, edgeCount, width };
    const loss = runtime.makeOutput([]);
    const gradient = runtime.makeOutput([rowCount, width]); // [n, d]
    const room = runtime.room(contrastRoom(sizes, runtime.threads));
    const users = runtime.addressOf(rows);
    const jobs = contrastJobs({
      ...sizes,
      ...settings,
      embeddings: runtime.addressOf(embeddings),
      users,
      sample: users + 4 * userCount,
      edgeItems: users + 4 * (userCount + sampleCount),
      edgeOffsets: runtime.addressOf(edgeOffsets),
      edgeShares: runtime.addressOf(edgeShares),
      ownOffsets: runtime.addressOf(ownOffsets),
      ownPlaces: runtime.addressOf(ownPlaces),
      gradient: runtime.addressOf(gradient),
      room,
    });
    for (const job of jobs) runtime.run(job);
    const losses = runtime.floatsAt(room.losses, userCount);
    runtime.floatsAt(runtime.addressOf(loss), 1)[0] = losses.reduce((sum, value) => sum + value, 0);
    return [loss, gradient];
  },
};
