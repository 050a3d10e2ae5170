import { writeFileSync } from 'node:fs';

const BLOCKS = 4;
const USERS_PER_BLOCK = 15;
const ITEMS_PER_BLOCK = 12;
const KNOWN_PER_USER = 8;
const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);

export const SMALL_GRAPH = {
  users: BLOCKS * USERS_PER_BLOCK,
  items: BLOCKS * ITEMS_PER_BLOCK,
  interactions: BLOCKS * USERS_PER_BLOCK * KNOWN_PER_USER,
};

export interface SmallInteraction {
  readonly user: string;
  readonly item: string;
  readonly behavior: 'view' | 'buy';
  readonly at: number;
}

/**
 * Four tastes that share no item: a user knows 8 of the 12 items of her taste, so the right recommendations are the
 * other four.
 */
function smallGraph(): SmallInteraction[] {
  return Array.from({ length: SMALL_GRAPH.users }, (_, user) => user).flatMap((user) =>
    Array.from({ length: KNOWN_PER_USER }, (_, place) => ({
      user: `u${String(user).padStart(2, '0')}`,
      item: itemOf(user, place),
      behavior: place % 3 === 0 ? ('buy' as const) : ('view' as const),
      at: START + place * DAY,
    })),
  );
}

/** Whether an item is of the user's taste. */
export function isOfTaste(user: string, item: string): boolean {
  return Number(user.slice(1)) % BLOCKS === Math.floor(Number(item.slice(1)) / ITEMS_PER_BLOCK);
}

export function knownItems(user: string): string[] {
  return smallGraph()
    .filter((interaction) => interaction.user === user)
    .map(({ item }) => item);
}

export function writeCsv(path: string): void {
  const lines = smallGraph().map(({ user, item, behavior, at }) => `${user},${item},${behavior},${at}`);
  writeFileSync(path, `who,what,how,when\n${lines.join('\n')}\n`);
}

/** Columns of that file as --map names them. */
export const CSV_MAP = 'user=who,item=what,behavior=how,at=when';

/** Titles and a category, which is the taste. */
export function writeItems(path: string): void {
  const lines = Array.from({ length: SMALL_GRAPH.items }, (_, item) => {
    const taste = Math.floor(item / ITEMS_PER_BLOCK);
    return `i${String(item).padStart(2, '0')},Item ${item},taste ${taste}`;
  });
  writeFileSync(path, `key,title,category\n${lines.join('\n')}\n`);
}

/** The same graph as a published split: the last two items of every user to judge by. */
export function writeSplit(trainPath: string, testPath: string): void {
  const users = Array.from({ length: SMALL_GRAPH.users }, (_, user) => user);
  const line = (user: number, from: number, to: number): string =>
    [user, ...Array.from({ length: to - from }, (_, place) => Number(itemOf(user, from + place).slice(1)))].join(' ');
  writeFileSync(trainPath, `${users.map((user) => line(user, 0, KNOWN_PER_USER - 2)).join('\n')}\n`);
  writeFileSync(testPath, `${users.map((user) => line(user, KNOWN_PER_USER - 2, KNOWN_PER_USER)).join('\n')}\n`);
}

/** The items a user knows begin at another place for each user, so that all of a taste are equally popular. */
function itemOf(user: number, place: number): string {
  const taste = user % BLOCKS;
  const within = (Math.floor(user / BLOCKS) + place) % ITEMS_PER_BLOCK;
  return `i${String(taste * ITEMS_PER_BLOCK + within).padStart(2, '0')}`;
}
