import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import { compileQuery, type CompiledQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { ShapeReader } from '../limits/query-shape.js';
import { holdsMoreThan } from './holds-more-than.js';
import { mergesFields } from './merges-fields.js';

/** An operation of a valid document, as its client asked for it. */
export interface AskedOperation {
  /** The document as its client wrote it. */
  readonly source: string;
  /** The operation that the client named, where it named one. */
  readonly askedName: string | undefined;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

export type RunCompiled = CompiledQuery<Record<string, unknown>, Record<string, unknown>>['query'];

export interface CompiledOperation extends AskedOperation {
  readonly run: RunCompiled;
}

/**
 * Compiled code makes an error of every value that does not fit before anyone counts them: thousands from one request.
 * Where there are more values than this graphql-js coerces them, which stops at the first few.
 */
const MOST_VALUES = 200;
/** What compiled operations may take together: some thousands of a usual size, or some dozens of the largest. */
const MOST_BYTES = 64 * 2 ** 20;
/** What a field takes compiled, fragments expanded: 4.1 to 4.6 kB were measured in operations of 11 to 220 fields. */
const BYTES_PER_FIELD = 4600;
/** What a character of a document takes parsed: 22 kB were measured for 60 of them. */
const BYTES_PER_CHARACTER = 370;
/** Operations of which is known that they were seen, and their text in characters. */
const MOST_SEEN = 2000;
const MOST_SEEN_CHARACTERS = 2 ** 20;

/**
 * Operations compiled to JavaScript by graphql-jit. Compiling takes as long as a few executions, so that an operation is
 * compiled when it comes a second time: what comes once, as every query of an attacker may, costs nothing here.
 */
export class CompiledOperations {
  readonly #schema: GraphQLSchema;
  readonly #seen = new LRUCache<string, true>({
    max: MOST_SEEN,
    maxSize: MOST_SEEN_CHARACTERS,
    sizeCalculation: (_, key) => key.length,
  });
  /** `false` where graphql-jit cannot compile it. */
  readonly #compiled: LRUCache<string, CompiledOperation | false>;

  /** Keeps those last used, up to about `mostBytes`. */
  constructor(schema: GraphQLSchema, mostBytes = MOST_BYTES) {
    this.#schema = schema;
    this.#compiled = new LRUCache({ maxSize: mostBytes, sizeCalculation: bytesOf });
  }

  /** About what the compiled operations take. */
  get bytes(): number {
    return this.#compiled.calculatedSize;
  }

  /** What was compiled for a document and a name that come again; its document was valid then, and is. */
  known(source: string, askedName: string | undefined): CompiledOperation | undefined {
    const found = this.#compiled.get(keyOf(source, askedName));
    // A name that is none, with a line break in it, could make up another's key.
    return found !== undefined && found !== false && found.askedName === askedName ? found : undefined;
  }

  /** The operation compiled, now where it comes again; undefined where graphql-js is to run it. */
  find(asked: AskedOperation): RunCompiled | undefined {
    const key = keyOf(asked.source, asked.askedName);
    let found = this.#compiled.get(key);
    if (found === undefined) {
      if (this.#seen.get(key) === undefined) {
        this.#seen.set(key, true);
        return undefined;
      }
      found = this.#compile(asked);
      this.#compiled.set(key, found);
    }
    return found === false ? undefined : found.run;
  }

  #compile(asked: AskedOperation): CompiledOperation | false {
    if (!isCompilable(asked)) return false;
    const compiled = compileQuery<Record<string, unknown>, Record<string, unknown>>(
      this.#schema,
      asked.document,
      asked.operation.name?.value,
      { disablingCapturingStackErrors: true },
    );
    return isCompiledQuery(compiled) ? { ...asked, run: compiled.query } : false;
  }
}

function bytesOf(compiled: CompiledOperation | false, key: string): number {
  if (compiled === false) return BYTES_PER_CHARACTER + 2 * key.length;
  const { document, operation } = compiled;
  const { allFields } = new ShapeReader(document).shapeOf(operation);
  return Math.ceil(BYTES_PER_FIELD * allFields + BYTES_PER_CHARACTER * key.length);
}

/** Whether compiled code may coerce variables so large. */
export function canCoerce(variables: unknown): boolean {
  return !holdsMoreThan(MOST_VALUES, variables);
}

function keyOf(source: string, askedName = ''): string {
  return `${askedName}\n${source}`;
}

/** Whether compiled code would answer the same. */
function isCompilable({ source, document }: AskedOperation): boolean {
  // As a response name it would become the prototype of an answer's object literal.
  if (source.includes('__proto__')) return false;
  // graphql-jit 0.8 notes conditions at the fields of a fragment, whose spreads may each have their own, and an error of a
  // field that is asked for twice names both places, also one that was skipped.
  const hasFragments = document.definitions.some(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  return !(/@\s*(skip|include)\b/.test(source) && (hasFragments || mergesFields(document)));
}
