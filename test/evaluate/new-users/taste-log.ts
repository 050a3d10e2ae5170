import { Random } from '../../../src/core/random.js';
import { buildDataset } from '../../../src/dataset/build-dataset.js';
import type { Dataset } from '../../../src/dataset/dataset.js';
import type { WeightingChoice } from '../../../src/dataset/weighting-choice.js';
import { interaction } from '../../models/block-graph.js';

const USERS = 60;
const ITEMS = 40;
const MOMENTS = 14;
const DAY = 86_400_000;

/**
 * Users who look at what their taste holds and at something else now and then, and buy a third of it again a day later,
 * with times and weights, described by their taste: no two pairs weigh alike, so that an order is an order.
 */
export function tasteLog(weighting: WeightingChoice): Dataset {
  const random = Random.fromSeed(11);
  const taste = (user: number): number => user % 3;
  const records = Array.from({ length: USERS * MOMENTS }, (_, event) => {
    const user = event % USERS;
    const place = random.below(4) === 0 ? random.below(ITEMS) : 3 * random.below(13) + taste(user);
    const at = (1 + Math.floor(event / USERS)) * DAY + user;
    const seen = interaction(`u${user}`, `i${place}`, 0.5 + random.float(), at);
    return place % 3 === 0 ? [seen, { ...seen, behavior: 'buy', at: at + DAY }] : [seen];
  }).flat();
  const users = Array.from({ length: USERS }, (_, user) => ({
    key: `u${user}`,
    attributes: { taste: `t${taste(user)}` },
  }));
  return buildDataset(records, { weighting, users, userAttributes: { taste: 0.5 } });
}
