// What a computing thread runs: answers questions about versions in shared memory until it is ended.
import { parentPort, workerData } from 'node:worker_threads';
import { createInfluence } from '../../influence/create-influence.js';
import { createRecommender } from '../../recommend/create-recommender.js';
import type { UserView } from '../../recommend/request.js';
import { openShared } from '../../snapshot/open-shared.js';
import { onceAsked } from './once-asked.js';
import { type Asked, beginAnswer, type Engines, type QuestionName } from './questions.js';
import { RankingQueue } from './ranking-queue.js';
import type { FromThread, SentView, ThreadStart, ToThread } from './thread-messages.js';
import { Turns } from './turns.js';

const port = parentPort!;
const { thread } = workerData as ThreadStart;
const turns = new Turns();
const versions = new Map<number, Promise<Engines>>();
const users: UserView[] = [];
/** Questions that are not answered yet, and whether anybody still waits for each. */
const wanted = new Map<number, boolean>();

port.on('message', (message: ToThread) => {
  if (message.kind === 'open') void reply(message.call, open(message));
  else if (message.kind === 'ask') void reply(message.call, answer(message));
  else if (message.kind === 'close') versions.delete(message.generation);
  else if (wanted.has(message.call)) wanted.set(message.call, false);
});

type Message<Kind extends ToThread['kind']> = Extract<ToThread, { readonly kind: Kind }>;

async function open(message: Message<'open'>): Promise<void> {
  const engines = createEngines(message);
  versions.set(message.generation, engines); // at once, so that it can be closed
  await engines;
}

async function createEngines({ version, tables }: Message<'open'>): Promise<Engines> {
  const snapshot = await openShared(version);
  const recommender = await createRecommender(snapshot, { tables, thread });
  return { recommender, influence: onceAsked(() => createInfluence(snapshot)) };
}

async function answer({ call, generation, name, asked, view }: Message<'ask'>): Promise<unknown> {
  const user = view && userAt(view);
  wanted.set(call, true);
  try {
    const engines = await versions.get(generation);
    if (engines === undefined) throw new Error(`There is no generation ${generation}.`);
    const question = (user === undefined ? asked : { ...asked, user }) as Asked<QuestionName>;
    const begin = await beginAnswer(name, question, engines);
    return await new RankingQueue(turns, () => wanted.get(call) === false).run(begin);
  } finally {
    wanted.delete(call);
  }
}

function userAt({ place, user }: SentView): UserView {
  if (user !== undefined) users[place] = user;
  return users[place]!;
}

async function reply(call: number, answering: Promise<unknown>): Promise<void> {
  let message: FromThread;
  try {
    message = { call, answer: await answering };
  } catch (error) {
    message = { call, failure: String(error) };
  }
  port.postMessage(message);
}
