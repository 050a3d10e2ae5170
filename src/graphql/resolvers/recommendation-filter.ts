import { EdgewiseError } from '../../core/errors.js';
import type { AttributeCondition, RecommendationFilter } from '../../recommend/request.js';
import type { AttributeFilter, RecommendationFilter as FilterInput } from '../generated/resolvers.js';

const MOST_CONDITIONS = 20;
const MOST_VALUES = 100;
const MOST_EXCLUDED = 1000;

/** The filter as `recommend` takes it; undefined when it asks for nothing. BAD_FILTER says what is wrong with it. */
export function recommendationFilter(input: FilterInput | null | undefined): RecommendationFilter | undefined {
  if (input === null || input === undefined) return undefined;
  const { attributes, excludeItems, minPopularity, includeInteracted } = input;
  assertAtMost(attributes, MOST_CONDITIONS, 'filter.attributes');
  assertAtMost(excludeItems, MOST_EXCLUDED, 'filter.excludeItems');
  if (minPopularity !== null && minPopularity !== undefined && minPopularity < 0) {
    throw badFilter('filter.minPopularity', `is ${minPopularity}; it must be at least 0`);
  }
  return {
    ...(attributes && { attributes: attributes.map(attributeCondition) }),
    ...(excludeItems && { excludeItems }),
    ...(typeof minPopularity === 'number' && { minPopularity }),
    includeInteracted: includeInteracted ?? false,
  };
}

function attributeCondition({ name, equals, in: anyOf }: AttributeFilter, index: number): AttributeCondition {
  const field = `filter.attributes[${index}]`;
  if (name === '') throw badFilter(field, 'names no attribute');
  const hasEquals = equals !== null && equals !== undefined;
  const hasIn = anyOf !== null && anyOf !== undefined;
  if (hasEquals === hasIn) throw badFilter(field, 'must give exactly one of `equals` and `in`');
  if (hasEquals) return { name, anyOf: [equals] };
  const values = anyOf ?? [];
  if (values.length === 0) throw badFilter(field, 'gives no value in `in`');
  assertAtMost(values, MOST_VALUES, `${field}.in`);
  return { name, anyOf: values };
}

function assertAtMost(list: readonly unknown[] | null | undefined, most: number, field: string): void {
  if (list && list.length > most) throw badFilter(field, `holds ${list.length} entries; the limit is ${most}`);
}

function badFilter(field: string, what: string): EdgewiseError {
  return new EdgewiseError('BAD_FILTER', `\`${field}\` ${what}.`, { place: { field } });
}
