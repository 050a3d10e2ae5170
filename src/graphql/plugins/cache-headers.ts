import { createHash } from 'node:crypto';
import { type ApolloServerPlugin, type GraphQLRequestContext, HeaderMap } from '@apollo/server';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { type AnswerReach, answerReach } from '../execution/answer-reach.js';
import type { RequestContext } from '../request-context.js';

type Request = GraphQLRequestContext<RequestContext>;

/**
 * Lets those who ask by GET keep answers that say nothing of users, and ask whether they still hold: an ETag from the
 * snapshot and the operation where nothing else goes into an answer, which is then told without executing it; from the
 * answer itself where items do. Everything else stays `no-store`.
 */
export function cacheHeadersPlugin(): ApolloServerPlugin<RequestContext> {
  const reaches = new WeakMap<DocumentNode, AnswerReach>();
  const reachOf = (schema: GraphQLSchema, document: DocumentNode): AnswerReach => {
    const reach = reaches.get(document) ?? answerReach(schema, document);
    reaches.set(document, reach);
    return reach;
  };
  return {
    requestDidStart: async ({ request, schema }) => {
      if (request.http?.method !== 'GET') return undefined;
      return {
        responseForOperation: async (context) => {
          const tag = reachOf(schema, context.document) === 'SNAPSHOT' ? snapshotTag(context) : undefined;
          if (tag === undefined || !isKnown(tag, context)) return null;
          const http = { status: 304, headers: keptHeaders(tag) };
          return { http, body: { kind: 'single', singleResult: {} } };
        },
        willSendResponse: async (context) => {
          const { document, response } = context;
          if (document === undefined || response.body.kind !== 'single' || response.http.status !== undefined) return;
          const { data, errors } = response.body.singleResult;
          const reach = reachOf(schema, document);
          if (errors !== undefined || !data || reach === 'USERS') return;
          const tag = reach === 'SNAPSHOT' ? snapshotTag(context) : tagOf(JSON.stringify(data));
          if (tag === undefined) return;
          for (const [name, value] of keptHeaders(tag)) response.http.headers.set(name, value);
          if (isKnown(tag, context)) response.http.status = 304;
        },
      };
    },
  };
}

function snapshotTag({ contextValue, queryHash, operationName, request }: Request): string | undefined {
  const version = contextValue.served?.version;
  if (version === undefined) return undefined;
  return tagOf(JSON.stringify([version, queryHash, operationName, request.variables]));
}

/** A weak one: the same answer may be compressed. */
function tagOf(text: string): string {
  return `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
}

function isKnown(tag: string, { request }: Request): boolean {
  const known = request.http?.headers.get('if-none-match')?.split(',') ?? [];
  return known.some((entry) => entry.trim() === tag || entry.trim() === '*');
}

/** Kept by the asker alone, who asks each time whether it still holds. */
function keptHeaders(tag: string): HeaderMap {
  const headers = new HeaderMap();
  headers.set('cache-control', 'private, no-cache');
  headers.set('etag', tag);
  return headers;
}
