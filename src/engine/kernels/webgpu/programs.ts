import type { WebgpuProgram } from './webgpu-backend.js';

const WORKGROUP = 64;

interface ProgramParts {
  readonly name: string;
  readonly shape: number[];
  readonly variables: string[];
  readonly uniforms?: string;
  /** Body of a function of `index`, which is below `uniforms.size`. */
  readonly body: string;
}

/** A program whose threads make one value each. */
function program({ name, shape, variables, uniforms = '', body }: ProgramParts): WebgpuProgram {
  const size = shape.reduce((product, length) => product * length, 1);
  return {
    outputShape: shape,
    shaderKey: `edgewise-${name}`,
    variableNames: variables,
    uniforms,
    workgroupSize: [WORKGROUP, 1, 1],
    dispatchLayout: { x: shape.map((_, axis) => axis) },
    dispatch: [Math.ceil(size / WORKGROUP), 1, 1],
    size: true,
    getUserCode: () => `fn main(index : i32) {\n if (index >= uniforms.size) { return; }\n${body}\n}`,
  };
}

/**
 * Rows of a CSR matrix times a dense one; neighbouring threads read neighbouring columns. `first` is the row of the
 * output where the rows of this program start.
 */
export function productProgram(
  shape: [number, number],
  { hasWeights, hasAddend }: { readonly hasWeights: boolean; readonly hasAddend: boolean },
): WebgpuProgram {
  return program({
    name: `product-${hasWeights}-${hasAddend}`,
    shape,
    variables: ['dense', 'starts', 'columns', ...(hasWeights ? ['weights'] : []), ...(hasAddend ? ['addend'] : [])],
    uniforms: 'first : i32, width : i32,',
    body: `
  let row = index / uniforms.width;
  let column = index % uniforms.width;
  let place = uniforms.first * uniforms.width + index;
  var sum = 0.0;
  let end = starts[row + 1];
  for (var entry = starts[row]; entry < end; entry = entry + 1) {
    sum = sum + ${hasWeights ? 'weights[entry] * ' : ''}dense[columns[entry] * uniforms.width + column];
  }
  setOutputAtIndex(place, sum${hasAddend ? ' + addend[place]' : ''});`,
  });
}

/** Rows of a table. */
export function gatherProgram(shape: [number, number]): WebgpuProgram {
  return program({
    name: 'gather',
    shape,
    variables: ['rows', 'ids'],
    uniforms: 'width : i32,',
    body: `
  let row = ids[index / uniforms.width];
  setOutputAtIndex(index, rows[row * uniforms.width + index % uniforms.width]);`,
  });
}

/** decay · mean + (1 − decay) · slope, or its square. */
export function meanProgram(shape: number[], of: 'slope' | 'square'): WebgpuProgram {
  return program({
    name: `mean-of-${of}`,
    shape,
    variables: ['mean', 'slope'],
    uniforms: 'decay : f32,',
    body: `
  let value = ${of === 'slope' ? 'slope[index]' : 'slope[index] * slope[index]'};
  setOutputAtIndex(index, uniforms.decay * mean[index] + (1.0 - uniforms.decay) * value);`,
  });
}

/** Adam's step down from both means. */
export function descendProgram(shape: number[]): WebgpuProgram {
  return program({
    name: 'descend',
    shape,
    variables: ['table', 'mean', 'squares'],
    uniforms: 'rate : f32, root : f32, epsilon : f32,',
    body: `
  let step = uniforms.rate * mean[index] / (sqrt(squares[index]) * uniforms.root + uniforms.epsilon);
  setOutputAtIndex(index, table[index] - step);`,
  });
}
