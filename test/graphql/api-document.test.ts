import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isObjectType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { ERRORS } from '../../src/core/error-catalogue.js';
import { DEFAULT_LIMITS } from '../../src/graphql/limits/server-limits.js';
import { apiDocument, documentedExamples, isAsDocumented } from './api-document.js';
import { apiSchema } from './limits/api-schema.js';
import { readEvents } from './live/event-reader.js';
import { shop } from './shop.js';
import { startTestServer, type TestServer } from './test-server.js';

const examples = documentedExamples();

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    ...shop,
    users: [{ key: 'fay', attributes: { country: 'no', member: true, interests: ['cooking', 'tea'] } }],
  });
  await server.publish();
});
afterAll(() => server.close());

describe('docs/api.md', () => {
  // In order, since mutations change what later examples see.
  it.each(examples.map((example, index) => [index + 1, example.heading, example] as const))(
    'tells the truth in example %d: %s',
    async (_number, _heading, { query, answer }) => {
      const actual = query.startsWith('subscription') ? await eventOfSwap(query) : await server.query(query);
      if (!isAsDocumented(answer, actual)) expect(actual).toEqual(answer);
    },
  );

  it('shows every field, argument and input field of the schema at work', () => {
    const shown = namesInExamples();
    expect(namesOf(apiSchema).filter((name) => !shown.has(name))).toEqual([]);
  });

  it('mentions every value of every enum', () => {
    const values = Object.values(apiSchema.getTypeMap())
      .filter((type) => isEnumType(type) && !type.name.startsWith('__'))
      .flatMap((type) => (isEnumType(type) ? type.getValues() : []));
    expect(values.filter(({ name }) => !apiDocument.includes(`\`${name}\``))).toEqual([]);
  });

  it('names the codes that clients see, and no others', () => {
    const table = /^\| Code .*?\n\n/ms.exec(apiDocument)?.[0] ?? '';
    const named = Array.from(table.matchAll(/`([A-Z_]{4,})`/g), ([, code]) => code as string);
    const open = Object.entries(ERRORS)
      .filter(([, entry]) => entry.public)
      .map(([code]) => code);
    // No field asks for a version of the snapshot.
    expect(open.filter((code) => code !== 'SNAPSHOT_NOT_FOUND' && !named.includes(code))).toEqual([]);
    expect(named.filter((code) => code in ERRORS && !open.includes(code))).toEqual(['INTERNAL']);
  });

  it('states the limits that servers start with', () => {
    const stated = Array.from(
      apiDocument.matchAll(/^\|[^|]*\| (?<value>[\d,.]+)(?<unit> KiB| s)? *\| `(?<name>\w+)` *\|$/gm),
      ({ groups = {} }) => {
        const factor = { ' KiB': 1024, ' s': 1000 }[groups['unit'] ?? ''] ?? 1;
        return [groups['name'], Number(groups['value']?.replace(',', '')) * factor];
      },
    );
    expect(Object.fromEntries(stated)).toEqual(DEFAULT_LIMITS);
  });
});

/** What a subscription is told when a snapshot is swapped in. */
async function eventOfSwap(query: string): Promise<unknown> {
  const reader = await readEvents(server.url, query);
  await server.publish({ seed: 2 });
  const event = await reader.next();
  reader.leave();
  return event?.data;
}

/** `Type.field`, `Type.field(argument)` and `Input.field` of everything in the schema; `after` is a rule of all pages. */
function namesOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith('__')) return [];
    if (isInputObjectType(type)) return Object.keys(type.getFields()).map((field) => `${type.name}.${field}`);
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap(({ name, args }) => [
      `${type.name}.${name}`,
      ...args
        .filter((argument) => argument.name !== 'after')
        .map((argument) => `${type.name}.${name}(${argument.name})`),
    ]);
  });
}

function namesInExamples(): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { query } of examples) {
    const info = new TypeInfo(apiSchema);
    visit(
      parse(query),
      visitWithTypeInfo(info, {
        Field(node) {
          const field = `${String(info.getParentType()?.name)}.${node.name.value}`;
          names.add(field);
          for (const argument of node.arguments ?? []) names.add(`${field}(${argument.name.value})`);
        },
        ObjectField(node) {
          names.add(`${String(info.getParentInputType()).replace(/[[\]!]/g, '')}.${node.name.value}`);
        },
      }),
    );
  }
  return names;
}
