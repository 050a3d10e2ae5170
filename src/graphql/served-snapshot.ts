import { EdgewiseError, isEdgewiseError } from '../core/errors.js';
import type { Logger } from '../core/log.js';
import { createInfluence } from '../influence/create-influence.js';
import type { InfluenceAnswer } from '../influence/influence.js';
import { createRecommender } from '../recommend/create-recommender.js';
import type { RecommendationPage } from '../recommend/request.js';
import { prepareTables, type ScorerTables } from '../recommend/scorers/scorer-tables.js';
import type { SnapshotDirectory } from '../snapshot/snapshot-directory.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { ComputingThreads, type ThreadedVersion } from './computing/computing-threads.js';
import { onceAsked } from './computing/once-asked.js';
import type { Engines } from './computing/questions.js';
import { asksForThreads, isRankedInATurn, rankingThreads, type ThreadOptions } from './computing/thread-choice.js';
import { KeptAnswers } from './loaders/kept-answers.js';
import type { ServerObserver } from './observer.js';

/** What kept answers of one kind may take. */
const MOST_BYTES = 64 * 2 ** 20;

/** One version as requests use it. A request keeps the one it began with. */
export interface ServedVersion extends Engines {
  readonly version: string;
  readonly snapshot: Snapshot;
  /** Pages of rankings. */
  readonly topK: KeptAnswers<RecommendationPage>;
  /** Influences on the items of a page. */
  readonly influences: KeptAnswers<InfluenceAnswer>;
  /** Undefined where everything is computed on this thread. */
  readonly threads: ThreadedVersion | undefined;
  /** Whether a ranking is quick enough to be made on this thread while nobody else waits. */
  readonly isRankedInATurn: boolean;
}

/** `threads` may come later than the version. */
interface OpenVersion extends ServedVersion {
  threads: ThreadedVersion | undefined;
  readonly tables: ScorerTables;
}

export interface ServedSnapshotOptions {
  readonly directory: SnapshotDirectory;
  readonly threads: ThreadOptions;
  readonly log: Logger;
  readonly observer: ServerObserver;
}

const PROGRAM = new URL('computing/thread-program.js', import.meta.url);

/**
 * The snapshot that answers now. A newly published one is opened, verified and made ready beside it, on the threads too,
 * then takes its place in one assignment; one that cannot be opened is logged and the old stays.
 */
export class ServedSnapshot {
  readonly #directory: SnapshotDirectory;
  readonly #threadOptions: ThreadOptions;
  readonly #log: Logger;
  readonly #observer: ServerObserver;
  #unwatch = (): void => undefined;
  #current: OpenVersion | undefined;
  /** Undefined while nothing has asked for them. */
  #threads: ComputingThreads | undefined;
  #isStale = false;
  #refresh: Promise<void> | undefined;

  private constructor({ directory, threads, log, observer }: ServedSnapshotOptions) {
    this.#directory = directory;
    this.#threadOptions = threads;
    this.#log = log;
    this.#observer = observer;
  }

  /** Resolves once the current snapshot, if there is one, is ready; never rejects because of it. */
  static async start(options: ServedSnapshotOptions): Promise<ServedSnapshot> {
    const served = new ServedSnapshot(options);
    await served.#lookForNewer();
    served.#unwatch = options.directory.watch(() => void served.#lookForNewer());
    return served;
  }

  /** Undefined before the first version was published. */
  get current(): ServedVersion | undefined {
    return this.#current;
  }

  /** The threads that compute; undefined where there are none. */
  get threads(): ComputingThreads | undefined {
    return this.#threads;
  }

  /** Has threads compute from now on, where they may. */
  async computeOnThreads(): Promise<void> {
    if (this.#threads !== undefined || this.#threadOptions.count === 'off') return;
    this.#startThreads();
    await this.#refresh; // a version that is opened meanwhile finds them
    const version = this.#current;
    if (version === undefined || version.threads !== undefined) return;
    const threads = await this.#openOnThreads(version.snapshot, version.tables);
    if (version === this.#current) version.threads = threads;
    else threads?.close();
  }

  /** Resolves when no version is being opened any more and the threads have ended; none will be. */
  async stop(): Promise<void> {
    this.#unwatch();
    await this.#refresh;
    await this.#threads?.stop();
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
      const snapshot = await this.#directory.openCurrent(this.#mayThread ? 'shared' : 'own');
      const { version } = snapshot.manifest;
      if (version === this.#current?.version) return; // rolled back before it was served
      const previous = this.#current;
      this.#current = await this.#openVersion(snapshot);
      previous?.threads?.close();
      this.#observer.snapshotServed?.(version);
      this.#log.info({ version, previous: previous?.version }, 'Serving a snapshot.');
    } catch (error) {
      this.#report(error);
    }
  }

  async #openVersion(snapshot: Snapshot): Promise<OpenVersion> {
    const ways = this.#threadOptions;
    // Of this thread, of those for rankings, and of the one for influence.
    const tables = await prepareTables(snapshot, this.#mayThread ? rankingThreads(ways) + 2 : 1);
    const recommender = await createRecommender(snapshot, { tables, thread: 0 });
    if (asksForThreads(snapshot, ways)) this.#startThreads();
    return {
      version: snapshot.manifest.version,
      snapshot,
      tables,
      recommender,
      topK: new KeptAnswers(snapshot, MOST_BYTES, pageBytes),
      influences: new KeptAnswers(snapshot, MOST_BYTES, influenceBytes),
      influence: onceAsked(() => createInfluence(snapshot)),
      threads: await this.#openOnThreads(snapshot, tables),
      isRankedInATurn: isRankedInATurn(snapshot, ways),
    };
  }

  async #openOnThreads({ shared }: Snapshot, tables: ScorerTables): Promise<ThreadedVersion | undefined> {
    return shared && this.#threads?.open(shared, tables);
  }

  #startThreads(): void {
    const { program = PROGRAM } = this.#threadOptions;
    const rankings = rankingThreads(this.#threadOptions);
    this.#threads ??= new ComputingThreads({ rankings, program, log: this.#log });
  }

  get #mayThread(): boolean {
    return this.#threadOptions.count !== 'off';
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

/** What a request meets that needs a snapshot before there is one. */
export function snapshotMissing(): EdgewiseError {
  return new EdgewiseError('SNAPSHOT_MISSING', 'No snapshot has been published yet.');
}
