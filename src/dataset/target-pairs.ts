import type { Dataset } from './dataset.js';

/** Whether a pair (an entry of `interactions`) may be judged by: any, or one with an interaction of the target behavior. */
export function isTargetPair({ events, behaviors, targetBehavior }: Dataset, pair: number): boolean {
  if (targetBehavior === undefined) return true;
  const target = behaviors.indexOf(targetBehavior);
  return events.behaviors.subarray(events.offsets[pair], events.offsets[pair + 1]).includes(target);
}
