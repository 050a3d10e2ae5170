import { choice, integer, integers, list, number, present, text } from '../../config/value-types.js';
import { SOURCE_OPTIONS } from '../source-options.js';

/** Options that say what is judged by what, and how. */
export const EVALUATION_OPTIONS = {
  ...SOURCE_OPTIONS,
  format: {
    ...SOURCE_OPTIONS.format,
    required: false,
    description: `${SOURCE_OPTIONS.format.description}; with files`,
  },
  train: { flag: '--train <file>', type: text, description: 'interactions to learn from; with --test' },
  test: { flag: '--test <file>', type: text, description: 'interactions to judge by' },
  path: { flag: '--path <path>', type: text, description: 'or one source to split; the store when no file is named' },
  split: {
    flag: '--split <how>',
    type: choice('auto', 'random', 'last-share', 'leave-last-out', 'temporal', 'new-items', 'new-users'),
    description:
      "what is held out of one source: the last of each user's items where times or an order are known (auto)",
  },
  share: {
    flag: '--share <n>',
    type: number(0.001, 0.999),
    description: 'share that is held out (default: 0.2; of new users 0.1)',
  },
  told: {
    flag: '--told <n>',
    type: integer(1, 1000),
    description: 'items of each new user that are told after training; all others judge (default: 5)',
  },
  cut: { flag: '--cut <time>', type: text, description: 'first moment that a temporal split holds out' },
  cutoffs: {
    flag: '--cutoffs <list>',
    type: integers(1, 1000),
    description: 'lengths of the lists that metrics are of (default: 20)',
  },
  seeds: {
    flag: '--seeds <list>',
    type: integers(0, 4_294_967_295),
    description: 'train and judge once for each: mean and deviation (default: --seed)',
  },
  auc: { flag: '--auc', type: present, description: 'AUC too, over the whole catalog: takes longer' },
  sampled: {
    flag: '--sampled <n>',
    type: integer(1, 1_000_000),
    description: 'rank held-out items among so many random others only, as some papers do',
  },
  fidelity: {
    flag: '--fidelity',
    type: present,
    description: 'how faithful exact influence is on this model, beside other explanations: takes minutes',
  },
  fidelityUsers: {
    flag: '--fidelity-users <n>',
    type: integer(1, 1_000_000),
    description: 'users whose first recommendation is explained for it (default: 100)',
  },
  compare: {
    flag: '--compare <versions>',
    type: list,
    description: 'train nothing: judge two snapshots (OLD,NEW; current is one) by pairs that are new to both',
  },
  report: { flag: '--report <files>', type: list, description: 'write a report too: FILE.html, FILE.md' },
} as const;
