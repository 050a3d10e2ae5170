import {
  type DocumentNode,
  getArgumentValues,
  getVariableValues,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { EdgewiseError } from '../../core/errors.js';
import type { Client } from './client.js';
import { FIELD_RULES, type FieldRule } from './field-rules.js';
import { type FieldUse, fieldUses } from './field-uses.js';

export interface AuthorizedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As the client sent them, not yet coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
}

interface RuledUse extends FieldUse {
  readonly rule: FieldRule;
}

/** What the operations of cached documents ask for; gone with their documents. */
const known = new WeakMap<OperationDefinitionNode, readonly RuledUse[]>();

/**
 * FORBIDDEN unless the client may use every field of the operation and, where bound to one user, names no other. Asked
 * before anything runs, so that it holds whoever executes: all of an operation is answered or nothing.
 */
export function authorize(asked: AuthorizedOperation, client: Client): void {
  const uses = ruledUses(asked);
  for (const { rule, name } of uses) {
    if (!client.permissions.has(rule.needs)) throw forbidden(`\`${name}\` needs the scope \`${rule.needs}\`.`);
  }
  if (client.boundTo !== undefined) assertOnlyOwn(uses, asked, client.boundTo);
}

function ruledUses(asked: AuthorizedOperation): readonly RuledUse[] {
  const { schema, document, operation } = asked;
  let uses = known.get(operation);
  if (uses === undefined) {
    uses = fieldUses(schema, document, operation).flatMap((use) => {
      const rule = FIELD_RULES.get(use.name);
      return rule === undefined ? [] : [{ ...use, rule }];
    });
    known.set(operation, uses);
  }
  return uses;
}

function assertOnlyOwn(uses: readonly RuledUse[], asked: AuthorizedOperation, own: string): void {
  const { schema, operation, variables } = asked;
  const { coerced } = getVariableValues(
    schema,
    operation.variableDefinitions ?? [],
    { ...variables },
    { maxErrors: 1 },
  );
  if (coerced === undefined) return; // execution refuses them, and names what is wrong
  for (const { rule, name, field, node } of uses) {
    if (rule.users === 'none') continue;
    if (rule.users === 'everyone') throw forbidden(`\`${name}\` shows other users than the one of your credential.`);
    const named = rule.users(getArgumentValues(field, node, coerced));
    if (named.some((key) => key !== own))
      throw forbidden(`\`${name}\` names another user than that of your credential.`);
  }
}

function forbidden(message: string): EdgewiseError {
  return new EdgewiseError('FORBIDDEN', message);
}
