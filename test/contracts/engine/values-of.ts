import * as tf from '@tensorflow/tfjs';

/** The values of what `compute` returns; nothing else that it made is left. Asynchronous: a GPU knows no other way. */
export async function valuesOf(compute: () => tf.Tensor): Promise<Float32Array> {
  const tensor = tf.tidy(compute);
  try {
    return (await tensor.data<'float32'>()).slice();
  } finally {
    tensor.dispose();
  }
}
