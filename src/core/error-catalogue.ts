/** What is fixed about an error code. docs/errors.md is generated from this table and checked against it. */
export interface ErrorEntry {
  /** One sentence: when it happens. */
  readonly when: string;
  /** One sentence: what to do. */
  readonly cure: string;
  /** Exit code of a command that ends with it: 1 failure, 2 usage, 3 refused by a gate, 130 interrupted. */
  readonly exitCode: 1 | 2 | 3 | 130;
  /**
   * Whether a GraphQL client may see code and message (true), the code and `when` in place of a message that names places
   * of the operator (`code`), or only INTERNAL (false).
   */
  readonly public: boolean | 'code';
}

const failure = (when: string, cure: string): ErrorEntry => ({ when, cure, exitCode: 1, public: false });
const usage = (when: string, cure: string): ErrorEntry => ({ when, cure, exitCode: 2, public: false });
const request = (when: string, cure: string): ErrorEntry => ({ when, cure, exitCode: 1, public: true });

/** Every stable error code, in the order in which an interaction meets them: settings, import, store, … , API. */
export const ERRORS = {
  // core and config
  INTERNAL: failure(
    'Something failed that should not have.',
    'Report it with the log line that carries the same request id or stack.',
  ),
  INTERRUPTED: {
    when: 'The run was interrupted (Ctrl-C or SIGTERM).',
    cure: 'Run the same command again; where it says so, add --resume.',
    exitCode: 130,
    public: false,
  },
  USAGE: usage('A command was called with words it does not know.', 'See `edgewise COMMAND --help`.'),
  BAD_SETTING: usage(
    'A setting has a value outside what it accepts.',
    'Correct the flag, EDGEWISE_* variable or config file that the message names.',
  ),
  CONFIG_UNREADABLE: usage(
    'The config file is missing or is not valid JSON.',
    'Correct the file or the path given with --config.',
  ),

  // import and formats
  FILE_NOT_FOUND: failure(
    'An input file or directory does not exist or cannot be read.',
    'Check the path and its permissions.',
  ),
  FILE_EMPTY: failure(
    'An input file holds no rows.',
    'Check that the right file was given and that it was written to the end.',
  ),
  FORMAT_UNKNOWN: usage('The format is not one that import reads.', 'Use movielens, lightgcn, csv or ndjson.'),
  FORMAT_MISMATCH: failure(
    'The file does not look like the named format (binary content, wrong columns).',
    'Check --format and --map against the first lines of the file.',
  ),
  MAP_INVALID: usage(
    'A --map entry names an unknown field or a column that the file lacks.',
    'Write --map user=COLUMN,item=COLUMN[,behavior=…,at=…,weight=…].',
  ),
  TOO_MANY_REJECTED: {
    when: 'More lines were rejected than --max-rejected allows.',
    cure: 'Look into the rejects file, mend the input or raise --max-rejected.',
    exitCode: 3,
    public: false,
  },
  GZIP_CORRUPT: failure('A gzip file is truncated or damaged.', 'Fetch or write the file again.'),
  DISK_FULL: failure(
    'The disk has no room left.',
    'Free space or choose another directory; nothing half-written is kept.',
  ),
  OUTPUT_EXISTS: usage(
    'The directory or file to be written is there already.',
    'Name another one, or remove what is there.',
  ),

  // one line of input
  ROW_TOO_LONG: failure('A line is longer than the limit.', 'Check the line separator of the file.'),
  ROW_BAD_UTF8: failure('A line is not valid UTF-8.', 'Convert the file to UTF-8.'),
  ROW_COLUMNS: failure('A line has another number of columns than expected or cannot be parsed.', 'Mend the line.'),
  ROW_KEY_MISSING: failure('The user or item of a line is empty.', 'Mend the line.'),
  ROW_KEY_TOO_LONG: failure('A key is longer than 512 bytes.', 'Use shorter keys.'),
  ROW_TIME_INVALID: failure(
    'A time is neither ISO 8601 nor seconds or milliseconds since 1970, or lies in the far future.',
    'Mend the line.',
  ),
  ROW_WEIGHT_INVALID: failure('A weight is not a finite number above zero.', 'Mend the line.'),
  ROW_BEHAVIOR_INVALID: failure('A behavior is empty or longer than 64 characters.', 'Mend the line.'),

  // store
  STORE_URL_INVALID: usage(
    'The store URL is not one that Edgewise opens.',
    'Use embedded:PATH, neo4j://… or bolt://….',
  ),
  STORE_IN_USE: failure(
    'Another process holds the embedded store and does not answer.',
    'Stop the process that the message names, or wait for it.',
  ),
  STORE_UNAVAILABLE: {
    when: 'The store cannot be reached.',
    cure: 'Check that it runs and that the URL is right.',
    exitCode: 1,
    public: 'code',
  },
  STORE_UNAUTHORIZED: failure(
    'A Neo4j refused user or password.',
    'Set EDGEWISE_NEO4J_USER and EDGEWISE_NEO4J_PASSWORD, or give the file that holds the password.',
  ),
  STORE_FORBIDDEN: failure(
    'The user of a Neo4j lacks the right to do this.',
    'Grant it, or use a user that has it; training and serving read, import and mutations write.',
  ),
  STORE_DATABASE_UNKNOWN: failure(
    'A Neo4j has no database of the name that was given.',
    'Correct --neo4j-database; SHOW DATABASES lists them.',
  ),
  STORE_READ_ONLY: failure(
    'A write went to a Neo4j that takes none: a follower, a read replica or a database that is read-only.',
    'Use a neo4j:// URL, which finds the member that writes, or make the database writable.',
  ),
  STORE_VERSION: failure('A Neo4j is too old.', 'Use 5.26 LTS or newer.'),
  STORE_TLS: failure(
    'No secure connection to a Neo4j can be made.',
    'Give the authority with --neo4j-authority, or use +ssc where nobody can come between; plain neo4j:// for a server without TLS.',
  ),
  STORE_TIMEOUT: {
    when: 'A transaction took longer than it may.',
    cure: 'Raise --neo4j-timeout, or look for what holds the database up.',
    exitCode: 1,
    public: 'code',
  },
  STORE_SCHEMA: failure(
    'The graph in a Neo4j does not fit the constraints that Edgewise needs: duplicate keys, or an index in their place.',
    'Run `edgewise store check` to see what stands in the way.',
  ),
  STORE_CORRUPT: failure(
    'The embedded store cannot be opened.',
    'Restore it from a copy or import again into a new path.',
  ),
  STORE_INCONSISTENT: failure(
    'The graph breaks rules of the store: `edgewise store check` found missing constraints, repeated keys or odd rows.',
    'Mend what the check named; each finding says how.',
  ),
  STORE_CLOSED: failure('The store was used after it was closed.', 'Open it again.'),
  INTERACTION_INVALID: request(
    'An interaction has an empty key, an unknown field value or a weight that is not above zero.',
    'Correct the input that the message names.',
  ),

  // projections
  PROJECTION_INVALID: usage(
    'A projection does not parse, writes, lacks a parameter or does not return the columns that it should.',
    'Return userKey and itemKey, and if you like behavior, at, weight, title and attributes; docs/cypher.md shows how.',
  ),
  PROJECTION_ROW_INVALID: failure(
    'A row of a projection has a value that no dataset could take.',
    'Convert the column in the projection, or leave such rows out with WHERE.',
  ),

  // dataset
  DATASET_EMPTY: failure('There is nothing to train on.', 'Import interactions first, or widen --behaviors.'),
  MODEL_NOT_SERVED: usage(
    'A model that is there to compare with was to be trained for serving.',
    'Take --model blend, gcn, filter or popularity; judge item-knn, als, ease and chebyshev with `edgewise evaluate`.',
  ),
  MODEL_WITHOUT_FOLD_IN: usage(
    'A model was to rank new users that cannot rank anybody whom it was not trained on.',
    'Take another --model with --split new-users: blend, gcn, filter, popularity, item-knn, als or ease.',
  ),
  DATASET_TOO_LARGE: failure(
    'The graph does not fit the index range or memory.',
    'Filter behaviors, or use a larger machine.',
  ),
  BEHAVIOR_UNKNOWN: usage(
    'The target behavior is not among those of the interactions.',
    'Choose one that the interactions have; `edgewise store stats` lists those of the store.',
  ),
  TIMES_UNKNOWN: usage(
    'A half-life was chosen where no interaction has a time.',
    'Map the column with times (--map at=…), return `at` from the projection, or leave --half-life out.',
  ),
  ATTRIBUTE_INVALID: usage(
    'An attribute to learn from is one that no item or user has, or a number, which is no category.',
    'Correct --attributes or --user-attributes; import numbers that stand for categories as texts.',
  ),
  SPLIT_INVALID: usage('A split asks for a share outside 0–1 or leaves nothing to train on.', 'Correct the split.'),

  // linalg and engine
  SHAPE_MISMATCH: failure(
    'Shapes of a matrix product or of an array do not fit.',
    'Report it; shapes are derived from the dataset.',
  ),
  INDEX_OUT_OF_RANGE: failure(
    'A sparse index lies outside the matrix.',
    'Report it; indices are derived from the dataset.',
  ),
  ENGINE_UNAVAILABLE: failure(
    'The engine that was asked for cannot start on this machine.',
    'Use --engine auto, or see `edgewise doctor`.',
  ),
  OUT_OF_MEMORY: failure(
    'The run would exceed the memory of the engine.',
    'Use fewer dimensions or smaller batches, or another engine.',
  ),

  ENGINE_FAILED: failure(
    'The GPU refused a command or was lost while it computed.',
    'Use --engine wasm; a driver that is up to date may help.',
  ),
  INSTALL_UNSUPPORTED: failure(
    'TensorFlow cannot be installed on this kind of machine.',
    'Use --engine auto, or install @tensorflow/tfjs-node beside Edgewise by other means.',
  ),
  INSTALL_TOOL_MISSING: failure(
    'A program that installing TensorFlow needs (Python with pip, a C++ compiler, npm) is not there.',
    'Install it and run the command again.',
  ),
  INSTALL_FAILED: failure(
    'A step of installing TensorFlow failed; nothing of it is kept.',
    'See what the program printed; mostly a package index cannot be reached.',
  ),

  // training
  DIVERGED: failure(
    'Training produced a value that is not finite.',
    'Lower --learning-rate, or raise the temperature.',
  ),
  CHECKPOINT_MISMATCH: failure(
    'The checkpoint belongs to another dataset, model or configuration.',
    'Train without --resume, or with the settings of the interrupted run.',
  ),
  CHECKPOINT_CORRUPT: failure('The checkpoint is truncated or altered.', 'Train without --resume.'),
  CHECKPOINT_MISSING: failure('There is no checkpoint to resume from.', 'Train without --resume.'),
  REFRESH_IN_PROGRESS: failure(
    'Another process refreshes the same store, on this machine or another.',
    'Wait for it; a process that died loses its lease at the time that the message names.',
  ),
  LEASE_LOST: failure(
    'A refresh did not renew its lease in time, and another process took it over.',
    'Nothing was published; if the machine was merely busy, raise --lease-seconds.',
  ),
  WRITE_BACK_UNSUPPORTED: usage(
    'Embeddings were to be written back into a store that has no vector index.',
    'Use a Neo4j store, or leave --write-back out.',
  ),
  REFRESH_REFUSED: {
    when: 'A refresh trained a model whose recall is too far below that of the served snapshot.',
    cure: 'Look into what was imported since, or raise --max-recall-drop; what was served before stays.',
    exitCode: 3,
    public: false,
  },

  // snapshot
  SNAPSHOT_MISSING: request('No snapshot has been published yet.', 'Run `edgewise train`.'),
  SNAPSHOT_CORRUPT: failure(
    'A snapshot file is missing, truncated or altered.',
    'Roll back with `edgewise snapshots rollback`, or train again.',
  ),
  SNAPSHOT_FORMAT: failure(
    'The snapshot was written by another version of the format.',
    'Train again with this version.',
  ),
  SNAPSHOT_INVALID: failure(
    'What was to be published does not fit together: shapes, order of keys or values that are not finite.',
    'Report it; training made it.',
  ),
  SNAPSHOT_IN_USE: failure(
    'Another process is publishing, pruning or erasing in the snapshot directory.',
    'Wait for the process that the message names.',
  ),
  SNAPSHOT_NOT_FOUND: {
    when: 'There is no snapshot of that version.',
    cure: 'See `edgewise snapshots list`.',
    exitCode: 1,
    public: true,
  },

  // API
  USER_NOT_FOUND: request('No user has that key.', 'Check the key; users appear with their first interaction.'),
  ITEM_NOT_FOUND: request('No item has that key.', 'Check the key.'),
  BAD_CURSOR: request('A cursor was not made by this field or was altered.', 'Page from the start without `after`.'),
  BAD_ID: request('A global id cannot be decoded.', 'Use ids as the API returned them.'),
  BAD_PAGE_SIZE: request('`first` is negative or above the limit.', 'Ask for 1 to 100.'),
  BAD_FILTER: request('A filter is empty, too large or names no attribute.', 'Correct the filter.'),
  TOO_MANY_INPUTS: request('A list argument holds more entries than allowed.', 'Split the call.'),
  QUERY_TOO_LARGE: request('The query exceeds a limit of the server.', 'Ask for less at a time.'),
  OVERLOADED: request(
    'The server has more requests waiting than it can answer in time.',
    'Try again after the time that Retry-After names, or ask another replica.',
  ),
  HOST_REFUSED: request(
    'A server on a loopback address was called by a name that is not its own.',
    'Call it as localhost or by its address, or name the host with --host-names.',
  ),
  UNAUTHENTICATED: request(
    'A request came without a credential, or with one that is unknown, expired or revoked.',
    'Send an API key (`x-api-key`) or a token (`authorization: Bearer`) that is valid now.',
  ),
  FORBIDDEN: request(
    'The credential does not allow what the query asks for, or is bound to another user.',
    'Use a credential with the scope that the message names.',
  ),
  RATE_LIMITED: request(
    'The client asked for more than its rate allows.',
    'Wait as long as `retry-after` says, or ask for less at a time.',
  ),
  DOCUMENT_NOT_TRUSTED: request(
    'The server executes only documents that it was given, and this is none of them.',
    'Use the operations of `edgewise/client`, or add the document to a manifest of the server (--documents).',
  ),
  DOCUMENT_HASH_WRONG: request(
    'The hash of a persisted query is not the SHA-256 of its text.',
    'Hash the exact text that is sent.',
  ),
  NOT_A_SUBSCRIPTION: request(
    'A query, a mutation or several operations were sent where one subscription is answered.',
    'Send queries and mutations to /graphql.',
  ),
  TOO_MANY_SUBSCRIPTIONS: request(
    'A client has as many live connections, or a connection as many subscriptions, as it may.',
    'End some, or put more subscriptions on one WebSocket.',
  ),
  SUBSCRIPTION_NOT_HERE: request(
    'A subscription was sent where only queries and mutations are answered.',
    'Subscribe over server-sent events or a WebSocket; see docs/api.md.',
  ),
  AUTH_UNAVAILABLE: request(
    'Tokens cannot be verified now because the keys of their issuer cannot be fetched.',
    'Try again; those who run the server look at --jwks and the log.',
  ),
  AUTH_NOT_CONFIGURED: usage(
    'Access is required, and there is nothing that could grant it, or a part of it cannot be used.',
    'Make a key with `edgewise keys create`, configure tokens, or say --auth off.',
  ),
  KEYS_UNREADABLE: failure('The file of API keys cannot be read or trusted.', 'Mend what the message names.'),
  KEYS_IN_USE: failure('Another process is changing the API keys.', 'Try again in a moment.'),
  KEY_NOT_FOUND: failure('There is no API key with that id, or it works no more.', 'See `edgewise keys list`.'),
  DOCUMENTS_INVALID: usage(
    'A manifest of trusted documents is missing, is none, or holds a wrong hash.',
    'Write it with `npm run codegen` or `generate-persisted-query-manifest`.',
  ),
  AUDIT_LOG_UNWRITABLE: failure(
    'The audit log cannot be opened.',
    'Choose another --audit-log, or mend its permissions.',
  ),
  SHUTTING_DOWN: request('The server is draining before it stops.', 'Try again on another replica.'),
  BIND_FAILED: failure('The server cannot listen on the address.', 'Choose another --port or --host.'),
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;
