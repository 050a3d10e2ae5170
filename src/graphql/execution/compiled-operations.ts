import { type DocumentNode, type GraphQLSchema, Kind } from 'graphql';
import { compileQuery, type CompiledQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';

/** An operation among those that arrive. */
export interface OperationIdentity {
  /** The document as its client wrote it. */
  readonly source: string;
  readonly operationName: string | null;
  readonly document: DocumentNode;
}

type Run = CompiledQuery<Record<string, unknown>, Record<string, unknown>>['query'];

/** Operations that are kept compiled; a compiled one of a thousand tokens takes some hundreds of KiB. */
const MOST_COMPILED = 200;
/** Operations of which is known that they were seen. */
const MOST_SEEN = 2000;

/**
 * Operations compiled to JavaScript by graphql-jit. Compiling takes as long as a few executions, so that an operation is
 * compiled when it comes a second time: what comes once, as every query of an attacker may, costs nothing here.
 */
export class CompiledOperations {
  readonly #schema: GraphQLSchema;
  readonly #seen = new LRUCache<string, true>({ max: MOST_SEEN });
  /** `false` where graphql-jit cannot compile it. */
  readonly #compiled = new LRUCache<string, Run | false>({ max: MOST_COMPILED });

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  get size(): number {
    return this.#compiled.size;
  }

  /** Undefined where graphql-js is to run it. */
  find(operation: OperationIdentity): Run | undefined {
    const name = `${operation.operationName ?? ''}\n${operation.source}`;
    let run = this.#compiled.get(name);
    if (run === undefined) {
      if (this.#seen.get(name) === undefined) {
        this.#seen.set(name, true);
        return undefined;
      }
      run = this.#compile(operation);
      this.#compiled.set(name, run);
    }
    return run === false ? undefined : run;
  }

  #compile({ source, operationName, document }: OperationIdentity): Run | false {
    if (!isCompilable(source, document)) return false;
    const compiled = compileQuery<Record<string, unknown>, Record<string, unknown>>(
      this.#schema,
      document,
      operationName ?? undefined,
      { disablingCapturingStackErrors: true },
    );
    return isCompiledQuery(compiled) ? compiled.query : false;
  }
}

/** Whether compiled code would answer the same. */
function isCompilable(source: string, { definitions }: DocumentNode): boolean {
  // As a response name it would become the prototype of an answer's object literal.
  if (source.includes('__proto__')) return false;
  // graphql-jit 0.8 notes conditions at the fields of a fragment, whose spreads may each have their own.
  const hasFragments = definitions.some(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  return !(hasFragments && /@\s*(skip|include)\b/.test(source));
}
