import { integer } from '../../config/value-types.js';
import { EdgewiseError } from '../../core/errors.js';
import type { Counterfactual } from '../../influence/counterfactual/counterfactual.js';
import type { InfluenceAnswer } from '../../influence/influence.js';
import type { Snapshot } from '../../snapshot/snapshot.js';
import { defineCommand } from '../command-definition.js';
import { openSnapshots } from '../open-snapshots.js';
import { signedBar } from '../terminal/signed-bar.js';
import { formatFigure } from '../terminal/format-figures.js';
import { renderTable } from '../terminal/table.js';
import { withStore } from '../with-store.js';

export const explainCommand = defineCommand({
  name: 'explain',
  summary: "show what a user's interactions do to the score of an item",
  description:
    'Exactly: the score and rank that the item would have had without each interaction, everything propagated again, and\n' +
    'the smallest set found without which it would not be among the first 20. The source says whether that is told of the\n' +
    "snapshot's graph (MODEL) or of newer interactions against items as trained (FOLD_IN). See docs/influence.md.",
  arguments: { user: { description: 'key of the user' }, item: { description: 'key of the item' } },
  options: {
    first: { flag: '--first <n>', type: integer(1, 1000), description: 'how many interactions (default: 20)' },
  },
  settings: ['storeUrl', 'snapshotDirectory'],
  examples: [
    { command: 'edgewise explain 42 7', shows: 'why item 7 stands where it stands for user 42' },
    { command: 'edgewise explain 42 7 --json', shows: 'the same for a script' },
  ],
  async run(call) {
    const { createInfluence } = await import('../../influence/create-influence.js');
    const { resolveUserViews } = await import('../../recommend/resolve-user-views.js');
    const { user: userKey, item: itemKey } = call.arguments;
    const snapshot = await (await openSnapshots(call)).openCurrent();
    const item = snapshot.items.indexOf(itemKey);
    if (item === undefined) throw new EdgewiseError('ITEM_NOT_FOUND', `The snapshot has no item "${itemKey}".`);
    const [user] = await withStore(call, (store) => resolveUserViews(store, snapshot, [userKey]));
    if (user === undefined) throw new EdgewiseError('USER_NOT_FOUND', `There is no user with the key "${userKey}".`);
    const influence = await createInfluence(snapshot);
    const answer = influence.influences({ user, items: [item], ranks: {} });
    const counterfactual = influence.counterfactual({ user, item });
    const explanation = explain(userKey, item, snapshot, answer, counterfactual, call.options.first ?? 20);
    call.output.result(explanation, () => renderExplanation(explanation));
  },
});

interface ExplainedInteraction {
  readonly item: string;
  readonly title?: string;
  readonly events: readonly { readonly behavior: string; readonly at: string | null; readonly weight: number }[];
  readonly influence: number;
  readonly scoreWithout: number;
  readonly rankWithout: number | null;
}

interface Explanation {
  readonly user: string;
  readonly item: string;
  readonly title?: string;
  readonly source: string;
  readonly snapshot: string;
  readonly score: number | null;
  readonly rank: number | null;
  readonly interactions: readonly ExplainedInteraction[];
  readonly counterfactual:
    (Pick<Counterfactual, 'rankAfter' | 'minimal'> & { readonly items: readonly string[] }) | null;
}

/** Without an answer, recommendations are POPULAR, and there is nothing of the user's to explain. */
function explain(
  user: string,
  item: number,
  snapshot: Snapshot,
  answer: InfluenceAnswer | undefined,
  found: Counterfactual | undefined,
  first: number,
): Explanation {
  const interactions =
    answer === undefined ? [] : answer.interactions.map((_, row) => interactionOf(row, answer, snapshot));
  return {
    user,
    ...named(item, snapshot),
    source: answer?.source ?? 'POPULAR',
    snapshot: snapshot.manifest.version,
    score: answer?.scores[0] ?? null,
    rank: answer?.ranks?.[0] ?? null,
    interactions: interactions.sort((a, b) => Math.abs(b.influence) - Math.abs(a.influence)).slice(0, first),
    counterfactual:
      found === undefined
        ? null
        : {
            items: found.items.map((own) => snapshot.items.keyAt(own)),
            rankAfter: found.rankAfter,
            minimal: found.minimal,
          },
  };
}

function interactionOf(row: number, answer: InfluenceAnswer, snapshot: Snapshot): ExplainedInteraction {
  const { item, events } = answer.interactions[row]!;
  return {
    ...named(item, snapshot),
    events: events.map(({ behavior, at, weight }) => ({
      behavior,
      at: at === 0 ? null : new Date(at).toISOString(),
      weight,
    })),
    influence: answer.influences[row]!,
    scoreWithout: answer.scoresWithout[row]!,
    rankWithout: answer.ranksWithout?.[row]?.[0] ?? null,
  };
}

function named(item: number, snapshot: Snapshot): { item: string; title?: string } {
  const title = snapshot.itemRecords[item]?.title;
  return { item: snapshot.items.keyAt(item), ...(title !== undefined && { title }) };
}

function renderExplanation(explanation: Explanation): string {
  const { source, snapshot, score, rank, interactions, counterfactual } = explanation;
  if (score === null) return `Nothing of this user's is known to the snapshot: source ${source}, snapshot ${snapshot}`;
  const largest = Math.max(...interactions.map(({ influence }) => Math.abs(influence)));
  const table = renderTable(
    [
      { title: 'item' },
      { title: 'title' },
      { title: 'last' },
      { title: 'events', align: 'right' },
      { title: 'influence', align: 'right' },
      { title: '' },
      { title: 'rank without', align: 'right' },
    ],
    interactions.map(({ item, title, events, influence, rankWithout }) => [
      item,
      title ?? '',
      events.at(-1)?.at?.slice(0, 10) ?? '',
      String(events.length),
      formatFigure(influence),
      signedBar(influence, largest),
      rankWithout === null ? '–' : String(rankWithout),
    ]),
  );
  const standing = `${explanation.title ?? explanation.item}: score ${formatFigure(score)}, rank ${rank ?? '–'}\n`;
  return `${standing}${table}${describeCounterfactual(counterfactual)}source ${source}, snapshot ${snapshot}`;
}

function describeCounterfactual(found: Explanation['counterfactual']): string {
  if (found === null) return '';
  const then = found.rankAfter === null ? 'nothing would be left to go by' : `it would be at rank ${found.rankAfter}`;
  return `without ${found.items.join(', ')} ${then}${found.minimal ? '; no smaller set does' : ''}\n`;
}
