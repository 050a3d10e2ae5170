// A plugin of graphql-codegen for the operations of graph-schema/operations: each with the fragments that it needs, with
// `__typename` on every object (as Apollo Client and urql would add it), and with the SHA-256 of its text, by which
// servers know it. `write: documents` makes the typed documents of edgewise/client, `write: manifest` what servers trust.
import { createHash } from 'node:crypto';
import { Kind, OperationTypeNode, print, visit } from 'graphql';

/** @typedef {import('graphql').DocumentNode} DocumentNode */
/** @typedef {import('graphql').OperationDefinitionNode} OperationDefinitionNode */
/** @typedef {import('graphql').FragmentDefinitionNode} FragmentDefinitionNode */
/** @typedef {{ operation: OperationDefinitionNode, document: DocumentNode, text: string, hash: string }} ClientDocument */

/**
 * @param {unknown} _schema
 * @param {{ document?: DocumentNode }[]} files
 * @param {{ write: 'documents' | 'manifest' }} config
 * @returns {string | { prepend: string[], content: string }}
 */
export function plugin(_schema, files, { write }) {
  const documents = clientDocuments(files.flatMap(({ document }) => document?.definitions ?? []));
  if (write === 'manifest') return manifest(documents);
  return {
    prepend: ["import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';"],
    content: typedDocuments(documents),
  };
}

/**
 * @param {readonly import('graphql').DefinitionNode[]} definitions
 * @returns {ClientDocument[]}
 */
function clientDocuments(definitions) {
  const operations = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return operations.map((operation) => {
    /** @type {DocumentNode} */
    const whole = { kind: Kind.DOCUMENT, definitions: [operation, ...fragmentsOf(operation, fragments)] };
    const document = withTypenames(whole);
    const text = print(document);
    return { operation, document, text, hash: createHash('sha256').update(text, 'utf8').digest('hex') };
  });
}

/**
 * The fragments that a node leads to, in the order of their names.
 *
 * @param {import('graphql').ASTNode} node
 * @param {readonly FragmentDefinitionNode[]} fragments
 * @returns {FragmentDefinitionNode[]}
 */
function fragmentsOf(node, fragments) {
  /** @type {Set<string>} */
  const names = new Set();
  /** @param {import('graphql').ASTNode} from */
  const collect = (from) => {
    visit(from, {
      FragmentSpread({ name }) {
        if (names.has(name.value)) return;
        names.add(name.value);
        for (const fragment of fragments) if (fragment.name.value === name.value) collect(fragment);
      },
    });
  };
  collect(node);
  return [...names].sort().flatMap((name) => fragments.filter((fragment) => fragment.name.value === name));
}

/**
 * @param {DocumentNode} document
 * @returns {DocumentNode}
 */
function withTypenames(document) {
  return visit(document, {
    SelectionSet(node, _key, parent) {
      const isRoot = parent !== undefined && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION;
      const has = node.selections.some((one) => one.kind === Kind.FIELD && one.name.value === '__typename');
      if (isRoot || has) return undefined;
      const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
      return { ...node, selections: [...node.selections, typename] };
    },
  });
}

/** @param {ClientDocument[]} documents @returns {string} */
function manifest(documents) {
  const sorted = documents.map(({ hash, text }) => [hash, text]).sort();
  return `${JSON.stringify({ format: 'edgewise-documents', version: 1, documents: Object.fromEntries(sorted) }, null, 2)}\n`;
}

/** @param {ClientDocument[]} documents @returns {string} */
function typedDocuments(documents) {
  return documents
    .map(({ operation, document, hash }) => {
      const name = operation.name?.value ?? '';
      const type = `${name}${operation.operation === OperationTypeNode.MUTATION ? 'Mutation' : 'Query'}`;
      const value = JSON.stringify({ __meta__: { hash }, ...document }, withoutPlaces);
      return `export const ${name}Document = ${value} as unknown as DocumentNode<${type}, ${type}Variables>;`;
    })
    .join('\n');
}

/**
 * Where in its file a node stands is nothing to clients.
 *
 * @param {string} key
 * @param {unknown} entry
 * @returns {unknown}
 */
function withoutPlaces(key, entry) {
  return key === 'loc' ? undefined : entry;
}
