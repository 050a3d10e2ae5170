import { runContext, type RunContext } from '../../src/core/run-context.js';
import type { AttributeWeights } from '../../src/dataset/attribute-edges.js';
import { mean } from '../../src/metrics/mean.js';
import { pairedDifferences } from '../../src/metrics/paired-test.js';
import type { BarDefinition, Measurement, Section } from '../harness/bench.js';
import { DESCRIBED, DESCRIBED_USERS, NEWCOMERS } from './cold-start/data-sets.js';
import {
  FROZEN_COLD_START,
  FROZEN_NEW_USERS,
  frozenColdStart,
  frozenNewUsers,
  type FrozenColdStart,
} from './cold-start/frozen.js';
import { blendRecalls, contentRecalls, holdOutItems, popularityRecalls, undescribed } from './cold-start/new-items.js';
import {
  foldInRecalls,
  holdOutUsers,
  kinRecalls,
  neighborRecalls,
  popularityOfAll,
  TOLD,
  undescribedUsers,
  type NewUserRecalls,
  type NewUsers,
} from './cold-start/new-users.js';

const PLACES = { catalog: 'in the catalog', among: 'among themselves' } as const;

/**
 * New items by what describes them, which popularity and item-kNN cannot rank at all: the rival that can is neighbors by
 * description. New users by their first interactions, against popularity and item-kNN.
 */
export const coldStartSections: readonly Section[] = [
  ...Object.keys(DESCRIBED).map((name): Section => {
    return {
      name: slug('new items', name),
      needs: [...DESCRIBED[name]!.needs, FROZEN_COLD_START],
      bars: Object.values(PLACES).map((place) => atLeastAsGood(itemBar(name, place))),
      measure: async ({ signal, say }) => {
        say(`cold start: new items of ${name} …`);
        return newItems(name, (await frozenColdStart())[name]!, runContext({ signal }));
      },
    };
  }),
  ...Object.keys(NEWCOMERS).map((name): Section => {
    return {
      name: slug('new users', name),
      needs: NEWCOMERS[name]!.needs,
      bars: TOLD.map((told) => atLeastAsGood(userBar(name, told))),
      measure: ({ signal, say }) => {
        say(`cold start: new users of ${name} …`);
        return newUsers(name, runContext({ signal }));
      },
    };
  }),
  ...Object.keys(DESCRIBED_USERS).map((name): Section => {
    return {
      name: slug('new users', name),
      needs: [...DESCRIBED_USERS[name]!.needs, FROZEN_NEW_USERS],
      bars: TOLD.map((told) => atLeastAsGood(userBar(name, told))),
      measure: async ({ signal, say }) => {
        say(`cold start: new users of ${name} …`);
        return describedUsers(name, (await frozenNewUsers())[name]!.attributes, runContext({ signal }));
      },
    };
  }),
];

function slug(...words: readonly string[]): string {
  return words.join(' ').replaceAll(' ', '-');
}

function atLeastAsGood(name: string): BarDefinition {
  return { name, limit: 1, unit: 'times', passes: 'atLeast' };
}

function itemBar(name: string, place: string): string {
  return `${name}, new items ${place}: recall@20 to that of content kNN`;
}

function userBar(name: string, told: number): string {
  return `${name}, new users of whom ${told} interactions are told: recall@20 to the better of popularity and item-kNN`;
}

async function newItems(name: string, { attributes, content }: FrozenColdStart, run: RunContext): Promise<Measurement> {
  const { read } = DESCRIBED[name]!;
  const split = holdOutItems(await read(run, attributes), 'test');
  const blend = await blendRecalls(split, run);
  const described = holdOutItems(await read(run, content.attributes), 'test');
  const neighbors = await contentRecalls(described, content.neighbors, run);
  const popular = popularityRecalls(split);
  const bare = await blendRecalls(undescribed(split), run);
  const values: Record<string, number> = {};
  const notes: string[] = [];
  for (const [where, place] of Object.entries(PLACES) as [keyof typeof PLACES, string][]) {
    values[itemBar(name, place)] = mean(blend[where]) / mean(neighbors[where]);
    const recalls = [blend, neighbors, popular].map((of) => mean(of[where]).toFixed(4));
    notes.push(`${place} ${recalls.join('/')} ${await interval(neighbors[where], blend[where])}`);
  }
  const known = `known items with and without attributes ${[blend, bare].map((of) => mean(of.known).toFixed(4)).join('/')} ${await interval(bare.known, blend.known)}`;
  const users = blend.catalog.length;
  return {
    values,
    note: `new items of ${name}, ${users} users (blend/content kNN/popularity, blend − content kNN): ${notes.join(', ')}; ${known}`,
  };
}

async function newUsers(name: string, run: RunContext): Promise<Measurement> {
  const split = holdOutUsers(await NEWCOMERS[name]!.read(run));
  return against(name, split, await foldInRecalls(split, run), run);
}

/** By what describes users, beside the same without it and what those have who share most with her. */
async function describedUsers(name: string, attributes: AttributeWeights, run: RunContext): Promise<Measurement> {
  const split = holdOutUsers(await DESCRIBED_USERS[name]!.read(run, attributes));
  const served = await foldInRecalls(split, run);
  const { values, note } = await against(name, split, served, run);
  const notes: string[] = [];
  for (const [rival, recalls] of [
    ['without attributes', await foldInRecalls(undescribedUsers(split), run)],
    ['what her kin have', kinRecalls(split)],
  ] as const) {
    for (const told of TOLD) {
      const difference = await interval(recalls[told], served[told]);
      notes.push(`${told} told, ${rival} ${mean(recalls[told]).toFixed(4)} ${difference}`);
    }
  }
  return { values, note: `${note}; ${notes.join(', ')}` };
}

async function against(name: string, split: NewUsers, served: NewUserRecalls, run: RunContext): Promise<Measurement> {
  const rivals: readonly NewUserRecalls[] = [popularityOfAll(split), await neighborRecalls(split, run)];
  const values: Record<string, number> = {};
  const notes: string[] = [];
  for (const told of TOLD) {
    const best = rivals.reduce((a, b) => (mean(b[told]) > mean(a[told]) ? b : a));
    values[userBar(name, told)] = mean(served[told]) / mean(best[told]);
    const recalls = [served, ...rivals].map((of) => mean(of[told]).toFixed(4));
    notes.push(`${told}: ${recalls.join('/')} ${await interval(best[told], served[told])}`);
  }
  return {
    values,
    note: `${split.items.size} new users of ${name} (blend/popularity/item-kNN, blend − the better): ${notes.join(', ')}`,
  };
}

/** Of the paired difference by user. */
async function interval(before: Float64Array, after: Float64Array): Promise<string> {
  const { recall } = await pairedDifferences({ recall: before }, { recall: after }, { seed: 1 });
  return `[${recall!.interval.map((end) => end.toFixed(4)).join(', ')}]`;
}
