import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Section } from '../harness/bench.js';
import { serve } from './served.js';
import { prepareShop } from './shop.js';

const BAR = 'names of the schema that field probing finds';

/** Words that an attacker has and the schema does not: what they are answered is what an unknown name is answered. */
const DECOYS = ['flimflam', 'zyzzyva', 'quokka'];

/**
 * Clairvoyance (github.com/nikitastupin/clairvoyance) rebuilds a schema from the words of errors: suggestions, and messages
 * that differ by whether a guessed field or argument is there. Every name of the schema is guessed here, with a typing
 * error and as it is, where an attacker would; a name is found when an answer names what was not asked, or differs from
 * that to a word which is not in the schema.
 */
export const probingSection: Section = {
  name: 'probing',
  needs: [],
  bars: [{ name: BAR, limit: 0, unit: '', passes: 'within' }],
  async measure(run) {
    const { words } = await prepareShop(run);
    const server = await serve({ words, signal: run.signal });
    try {
      const schema = buildSchema(readFileSync('graph-schema/api.graphql', 'utf8'));
      const found = new Set<string>();
      const told = await rootNames(server.url);
      const names = namesOf(schema).filter((name) => !told.has(name));
      for (const name of names) {
        for (const probe of PROBES) {
          const decoys = new Set<string>();
          for (const word of DECOYS) decoys.add(await shape(server.url, probe(word), word));
          for (const guess of [name, misspelt(name)]) {
            const answer = await shape(server.url, probe(guess), guess);
            if (!decoys.has(answer)) found.add(name);
            for (const other of names) if (answer.includes(`"${other}"`)) found.add(other);
          }
        }
      }
      const examples = [...found].slice(0, 8).join(', ');
      return {
        values: { [BAR]: found.size },
        note: `${names.length} names guessed, beside ${[...told].join(' and ')}, which GraphQL's own __typename tells, in ${PROBES.length} places${found.size > 0 ? `; found ${examples} …` : ''}`,
      };
    } finally {
      await server.stop();
    }
  },
};

/** Where clairvoyance guesses: a root field, with and without fields, an argument, a type of an inline fragment. */
const PROBES: readonly ((word: string) => string)[] = [
  (word) => `query { ${word} }`,
  (word) => `query { ${word} { ${word} } }`,
  (word) => `mutation { ${word} }`,
  (word) => `query { __typename(${word}: 7) }`,
  (word) => `query { ... on ${word} { __typename } }`,
  (word) => `query ($variable: ${word}) { __typename }`,
];

/** Names of root types: what GraphQL lets everyone ask. */
async function rootNames(url: string): Promise<Set<string>> {
  const answers = await Promise.all(['query', 'mutation'].map((kind) => post(url, `${kind} { __typename }`)));
  return new Set(answers.map(({ data }) => data?.['__typename'] ?? ''));
}

/** What an answer says, without the guess where it only repeats it: its status, its data, and its errors' messages. */
async function shape(url: string, query: string, guess: string): Promise<string> {
  const { status, data, errors = [] } = await post(url, query);
  const messages = errors.map(({ message }) => message.replaceAll(`"${guess}"`, '?'));
  return [status, data === undefined ? 'no data' : JSON.stringify(data), ...messages].join('\n');
}

interface Answer {
  readonly data?: Readonly<Record<string, string>> | null;
  readonly errors?: readonly { readonly message: string }[];
}

async function post(url: string, query: string): Promise<Answer & { readonly status: number }> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return { ...((await response.json()) as Answer), status: response.status };
}

function misspelt(name: string): string {
  return `${name.slice(0, -1)}${name.at(-1) === 'x' ? 'z' : 'x'}`;
}

/** Fields, arguments, types and input fields that are ours. */
function namesOf(schema: GraphQLSchema): string[] {
  const types = Object.values(schema.getTypeMap()).filter((type) => type.astNode !== undefined);
  return [...new Set(types.flatMap((type) => [type.name, ...memberNames(type)]))];
}

function memberNames(type: GraphQLNamedType): string[] {
  if (isInputObjectType(type)) return Object.keys(type.getFields());
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [field.name, ...field.args.map(({ name }) => name)]);
}
