import { EdgewiseError, isEdgewiseError } from '../core/errors.js';
import type { Logger } from '../core/log.js';
import { createInfluence } from '../influence/create-influence.js';
import type { Influence, InfluenceAnswer } from '../influence/influence.js';
import { createRecommender } from '../recommend/create-recommender.js';
import type { RecommendationPage, Recommender } from '../recommend/request.js';
import type { SnapshotDirectory } from '../snapshot/snapshot-directory.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { KeptAnswers } from './loaders/kept-answers.js';
import type { ServerObserver } from './observer.js';

/** What kept answers of one kind may take. */
const MOST_BYTES = 64 * 2 ** 20;

/** One version as requests use it. A request keeps the one it began with. */
export interface ServedVersion {
  readonly version: string;
  readonly snapshot: Snapshot;
  readonly recommender: Recommender;
  /** Pages of rankings. */
  readonly topK: KeptAnswers<RecommendationPage>;
  /** Influences on the items of a page. */
  readonly influences: KeptAnswers<InfluenceAnswer>;
  /** Made when it is first asked for, in about a second, and kept: its layers are several times the size of the model. */
  influence(): Promise<Influence>;
}

/**
 * The snapshot that answers now. A newly published one is opened, verified and made ready beside it, then takes its
 * place in one assignment; one that cannot be opened is logged and the old stays.
 */
export class ServedSnapshot {
  readonly #directory: SnapshotDirectory;
  readonly #log: Logger;
  readonly #observer: ServerObserver;
  #unwatch = (): void => undefined;
  #current: ServedVersion | undefined;
  #isStale = false;
  #refresh: Promise<void> | undefined;

  private constructor(directory: SnapshotDirectory, log: Logger, observer: ServerObserver) {
    this.#directory = directory;
    this.#log = log;
    this.#observer = observer;
  }

  /** Resolves once the current snapshot, if there is one, is ready; never rejects because of it. */
  static async start(directory: SnapshotDirectory, log: Logger, observer: ServerObserver): Promise<ServedSnapshot> {
    const served = new ServedSnapshot(directory, log, observer);
    await served.#lookForNewer();
    served.#unwatch = directory.watch(() => void served.#lookForNewer());
    return served;
  }

  /** Undefined before the first version was published. */
  get current(): ServedVersion | undefined {
    return this.#current;
  }

  /** Resolves when no version is being opened any more; none will be. */
  async stop(): Promise<void> {
    this.#unwatch();
    await this.#refresh;
  }

  /** One look at a time; what is published during one makes it look once more. */
  async #lookForNewer(): Promise<void> {
    this.#isStale = true;
    this.#refresh ??= this.#swapWhileStale().finally(() => (this.#refresh = undefined));
    await this.#refresh;
  }

  async #swapWhileStale(): Promise<void> {
    while (this.#isStale) {
      this.#isStale = false;
      await this.#swap();
    }
  }

  async #swap(): Promise<void> {
    try {
      const snapshot = await this.#directory.openCurrent();
      const { version } = snapshot.manifest;
      if (version === this.#current?.version) return; // rolled back before it was served
      const previous = this.#current?.version;
      const recommender = await createRecommender(snapshot);
      this.#current = {
        version,
        snapshot,
        recommender,
        topK: new KeptAnswers(snapshot, MOST_BYTES, pageBytes),
        influences: new KeptAnswers(snapshot, MOST_BYTES, influenceBytes),
        influence: onceAsked(() => createInfluence(snapshot)),
      };
      this.#observer.snapshotServed?.(version);
      this.#log.info({ version, previous }, 'Serving a snapshot.');
    } catch (error) {
      this.#report(error);
    }
  }

  #report(error: unknown): void {
    if (isEdgewiseError(error, 'SNAPSHOT_MISSING')) {
      this.#log.info({}, 'No snapshot has been published yet: recommendations wait for the first.');
    } else {
      const fields = { err: error, serving: this.#current?.version };
      this.#log.error(fields, 'The current snapshot cannot be served; what was served before stays.');
    }
  }
}

/** Keys of items are the snapshot's, which holds them anyway. */
function pageBytes({ entries }: RecommendationPage): number {
  return 400 + 96 * entries.length;
}

/** Two tables of float64, and what each interaction tells. */
function influenceBytes({ interactions, influences }: InfluenceAnswer): number {
  return 600 + 16 * influences.length + 200 * interactions.length;
}

/** Makes on the first call what all calls share; what failed is made again. */
function onceAsked<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | undefined;
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    }));
}

/** What a request meets that needs a snapshot before there is one. */
export function snapshotMissing(): EdgewiseError {
  return new EdgewiseError('SNAPSHOT_MISSING', 'No snapshot has been published yet.');
}
