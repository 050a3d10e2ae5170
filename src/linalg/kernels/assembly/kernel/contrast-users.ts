import { takeChunk } from './chunks';
import { bilateralEdges, softmaxEdges } from './contrast-edges';
import { ContrastJob, embeddingAt, paddedTo8, probabilityStride, strideOf } from './contrast-job';
import { averageSample, maskOwn, scoreSample, softmax } from './contrast-scores';
import { laneOf } from './lane-of';
import { addScaled, dot, storeScaled } from './row-arithmetic';

/** Queries as [width][4], the mean of the sample as [paddedWidth][4], and the slope of a query as [width]. */
const SCRATCH_ROWS: usize = 9;
/** Below this a user's embedding counts as zero and has no direction. */
const TINY: f32 = 1e-12;

/** A chunk is four users. */
export function contrastUsers(address: usize, thread: i32): void {
  const job = changetype<ContrastJob>(address);
  const scratch = job.scratch + <usize>thread * SCRATCH_ROWS * (paddedTo8(job.width) << 2);
  for (let chunk = takeChunk(address); chunk < job.chunks; chunk = takeChunk(address)) {
    const first = chunk * 4;
    const lanes = min(4, job.userCount - first);
    const probabilities = job.probabilities + <usize>chunk * probabilityStride(job);
    const queries = scratch;
    const means = scratch + (paddedTo8(job.width) << 4);
    const slope = means + (paddedTo8(job.width) << 4);
    layOutQueries(job, queries, first, lanes);
    scoreSample(job, probabilities, queries);
    maskOwn(job, probabilities, first, lanes);
    const logSums = softmax(job, probabilities);
    averageSample(job, probabilities, means);
    for (let lane = 0; lane < 4; lane++) {
      if (lane < lanes) contrastUser(job, first + lane, lane, queries, means, slope, laneOf(logSums, lane));
      else memory.fill(job.pushes + <usize>(first + lane) * (paddedTo8(job.width) << 2), 0, paddedTo8(job.width) << 2);
    }
  }
}

/** Directions over the temperature, the four users side by side; lanes without a user are zero. */
function layOutQueries(job: ContrastJob, queries: usize, first: i32, lanes: i32): void {
  const width = <usize>job.width;
  memory.fill(queries, 0, width << 4);
  for (let lane = 0; lane < lanes; lane++) {
    const embedding = embeddingOf(job, first + lane);
    const factor: f32 = <f32>1 / (normOf(embedding, width) * job.temperature);
    for (let column: usize = 0; column < width; column++) {
      store<f32>(queries + (column << 4) + (<usize>lane << 2), load<f32>(embedding + (column << 2)) * factor);
    }
  }
}

/** Loss and slope of one user, and the pulls of her edges; `slope` is room for a row. */
function contrastUser(job: ContrastJob, user: i32, lane: i32, queries: usize, means: usize, slope: usize, logSum: f32): void {
  const width = <usize>job.width;
  const query = job.queries + <usize>user * strideOf(job);
  for (let column: usize = 0; column < width; column++) {
    store<f32>(query + (column << 2), load<f32>(queries + (column << 4) + (<usize>lane << 2)));
  }
  memory.fill(slope, 0, strideOf(job));
  const push = job.positiveTemperature > 0 ? bilateralEdges(job, user, query, slope, logSum) : softmaxEdges(job, user, query, slope, logSum);
  const pushes = job.pushes + <usize>user * (paddedTo8(job.width) << 2);
  memory.fill(pushes, 0, paddedTo8(job.width) << 2);
  storeScaled(pushes, query, push, width);
  for (let column: usize = 0; column < width; column++) {
    const at = column << 2;
    store<f32>(slope + at, load<f32>(slope + at) + push * load<f32>(means + (column << 4) + (<usize>lane << 2)));
  }
  storeUserSlope(job, user, slope, query);
}

/** From the slope of the query to that of the embedding, whose length does not matter. */
function storeUserSlope(job: ContrastJob, user: i32, slope: usize, query: usize): void {
  const width = <usize>job.width;
  const embedding = embeddingOf(job, user);
  const factor: f32 = <f32>1 / (normOf(embedding, width) * job.temperature);
  const to = job.slopes + <usize>user * strideOf(job);
  storeScaled(to, slope, factor, width);
  addScaled(to, query, -factor * job.temperature * job.temperature * dot(slope, query, width), width);
}

function embeddingOf(job: ContrastJob, user: i32): usize {
  return embeddingAt(job, load<u32>(job.users + (<usize>user << 2)));
}

function normOf(embedding: usize, width: usize): f32 {
  return max(sqrt<f32>(dot(embedding, embedding, width)), TINY);
}
