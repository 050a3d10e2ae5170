// The SIMD kernels of linalg and engine. Each takes a job: a struct of numbers and addresses in the memory that threads
// share (laid out in ../jobs). Threads that enter the same job take chunks of it from an atomic counter until none
// is left, so uneven rows and a busy machine even out, and every number is computed by one thread in a fixed order:
// results are the same bit for bit whatever the number of threads.
//
// Nothing here allocates, and nothing may need static memory: on tfjs' heap those bytes belong to tfjs.
export { multiplySparse } from './kernel/multiply-sparse';
export { addToRows, gatherRows, scaleRows, scatterAddRows } from './kernel/rows';
export { adamUpdate } from './kernel/adam-update';
export { scoreItems } from './kernel/score-items';
export { rankItems } from './kernel/rank-items';
export { rankWalks } from './kernel/rank-walks';
export { contrastScales } from './kernel/contrast-scales';
export { contrastPack } from './kernel/contrast-pack';
export { contrastUsers } from './kernel/contrast-users';
export { contrastSample } from './kernel/contrast-sample';
export { contrastGradient } from './kernel/contrast-gradient';
