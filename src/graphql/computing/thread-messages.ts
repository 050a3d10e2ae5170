import type { ScorerTables } from '../../recommend/scorers/scorer-tables.js';
import type { UserView } from '../../recommend/request.js';
import type { SharedVersion } from '../../snapshot/snapshot.js';
import type { Asked, QuestionName } from './questions.js';

/** What a thread is started with. */
export interface ThreadStart {
  /** Its number among the threads of the tables; 0 is the one that answers requests. */
  readonly thread: number;
}

/** `call` numbers what is answered, `generation` the version that it is asked of. */
export type ToThread =
  | {
      readonly kind: 'open';
      readonly call: number;
      readonly generation: number;
      readonly version: SharedVersion;
      readonly tables: ScorerTables;
    }
  | {
      readonly kind: 'ask';
      readonly call: number;
      readonly generation: number;
      readonly name: QuestionName;
      /** Without its user. */
      readonly asked: object;
      readonly view: SentView | undefined;
    }
  | { readonly kind: 'cancel'; readonly call: number }
  | { readonly kind: 'close'; readonly generation: number };

/** A user as she was sent before under this number, or is sent now. */
export interface SentView {
  readonly place: number;
  readonly user?: UserView;
}

export type FromThread =
  { readonly call: number; readonly answer: unknown } | { readonly call: number; readonly failure: string };

/** Whom a question is about; undefined where it is about nobody. */
export function userOf(asked: Asked<QuestionName>): UserView | undefined {
  return 'user' in asked ? asked.user : undefined;
}
