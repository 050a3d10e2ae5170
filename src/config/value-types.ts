/** What a setting accepts and how a raw value (a string from a flag or variable, a JSON value from a file) becomes it. */
export interface ValueType<Value> {
  /** For people, fits "expected …": `an integer from 0 to 65535`. */
  readonly accepts: string;
  /** undefined when `raw` is not acceptable. */
  parse(raw: unknown): Value | undefined;
}

export const text: ValueType<string> = {
  accepts: 'a text that is not empty',
  parse: (raw) => (typeof raw === 'string' && raw.trim() !== '' ? raw : undefined),
};

/** An http or https address without credentials in it. */
export const httpUrl: ValueType<string> = {
  accepts: 'a URL that starts with http:// or https://, without credentials',
  parse(raw) {
    if (typeof raw !== 'string' || !URL.canParse(raw)) return undefined;
    const { protocol, username, password } = new URL(raw);
    return /^https?:$/.test(protocol) && username === '' && password === '' ? raw : undefined;
  },
};

export function integer(least: number, most: number): ValueType<number> {
  return {
    accepts: `an integer from ${least} to ${most}`,
    parse(raw) {
      const value = toNumber(raw);
      return Number.isInteger(value) && value >= least && value <= most ? value : undefined;
    },
  };
}

/** An integer, or one of some words that stand for none. */
export function integerOr<const Words extends readonly string[]>(
  least: number,
  most: number,
  ...words: Words
): ValueType<number | Words[number]> {
  const [one, word] = [integer(least, most), choice(...words)];
  return {
    accepts: `${words.join(', ')} or ${one.accepts}`,
    parse: (raw) => word.parse(raw) ?? one.parse(raw),
  };
}

/** A real number within the closed range. */
export function number(least: number, most: number): ValueType<number> {
  return {
    accepts: `a number from ${least} to ${most}`,
    parse(raw) {
      const value = toNumber(raw);
      return value >= least && value <= most ? value : undefined;
    },
  };
}

const UNIT_MILLISECONDS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A length of time in milliseconds: `90d`, `24h`, `30m`, `45s` or `0`. */
export const duration: ValueType<number> = {
  accepts: 'a length of time such as 90d, 24h, 30m, 45s or 0',
  parse(raw) {
    if (raw === '0') return 0;
    const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(typeof raw === 'string' ? raw : '') ?? [];
    const milliseconds = Number(amount) * (UNIT_MILLISECONDS[unit ?? ''] ?? Number.NaN);
    return Number.isNaN(milliseconds) ? undefined : milliseconds;
  },
};

/** A length of time above none, or one of some words in its place. */
export function durationOr<const Words extends readonly string[]>(...words: Words): ValueType<number | Words[number]> {
  const word = choice(...words);
  return {
    accepts: `${words.join(', ')} or a length of time such as 90d, 24h, 30m or 45s`,
    parse(raw) {
      const milliseconds = duration.parse(raw);
      return word.parse(raw) ?? (milliseconds === 0 ? undefined : milliseconds);
    },
  };
}

/** A flag that is given or not. */
export const present: ValueType<true> = {
  accepts: 'no value',
  parse: (raw) => (raw === true ? true : undefined),
};

/** `true` and `false` are for variables and the file; the flag alone means true. */
export const truth: ValueType<boolean> = {
  accepts: 'true or false',
  parse(raw) {
    if (raw === 'true' || raw === 'false') return raw === 'true';
    return typeof raw === 'boolean' ? raw : undefined;
  },
};

export function choice<const Choices extends readonly string[]>(...choices: Choices): ValueType<Choices[number]> {
  return {
    accepts: `one of ${choices.join(', ')}`,
    parse: (raw) => choices.find((known) => known === raw),
  };
}

/** `a,b` or a JSON array of texts. */
export const list: ValueType<readonly string[]> = {
  accepts: 'a list of names separated by commas',
  parse(raw) {
    const parts = typeof raw === 'string' ? raw.split(',').map((part) => part.trim()) : raw;
    return Array.isArray(parts) && parts.length > 0 && parts.every(isText) ? parts : undefined;
  },
};

/** `5,10,20` or a JSON array of integers, ascending and without repeats whatever order they came in. */
export function integers(least: number, most: number): ValueType<readonly number[]> {
  const one = integer(least, most);
  return {
    accepts: `integers from ${least} to ${most} separated by commas`,
    parse(raw) {
      const parts = typeof raw === 'string' ? raw.split(',') : raw;
      if (!Array.isArray(parts) || parts.length === 0) return undefined;
      const values = parts.map((part) => one.parse(part));
      return values.includes(undefined) ? undefined : [...new Set(values as number[])].sort((a, b) => a - b);
    },
  };
}

/** `view=1,like=2` or a JSON object of numbers; none below zero. */
export const weights: ValueType<Readonly<Record<string, number>>> = {
  accepts: 'NAME=NUMBER pairs separated by commas, no number below zero',
  parse(raw) {
    const entries = typeof raw === 'string' ? raw.split(',').map(splitPair) : objectEntries(raw);
    const parsed = entries?.map(([name, value]): [string, number] => [name.trim(), toNumber(value)]);
    const valid = parsed?.every(([name, value]) => name !== '' && Number.isFinite(value) && value >= 0);
    return parsed !== undefined && valid === true ? Object.fromEntries(parsed) : undefined;
  },
};

/** The same, or `auto`. */
export const weightsOrAuto: ValueType<'auto' | Readonly<Record<string, number>>> = {
  accepts: `auto, or ${weights.accepts}`,
  parse: (raw) => (raw === 'auto' ? raw : weights.parse(raw)),
};

/** `auto`, or `0.1,0.9,1`, or a JSON object with p, q and a. */
export const exponents: ValueType<'auto' | Readonly<Record<'p' | 'q' | 'a', number>>> = {
  accepts: 'auto, or P,Q,A: three numbers from 0 to 2',
  parse(raw) {
    if (raw === 'auto') return raw;
    const one = number(0, 2);
    const given = typeof raw === 'string' ? raw.split(',') : ['p', 'q', 'a'].map((name) => objectOf(raw)[name]);
    const [p, q, a, ...more] = given.map((part) => one.parse(part));
    if (p === undefined || q === undefined || a === undefined || more.length > 0) return undefined;
    return { p, q, a };
  },
};

/**
 * `since=0,genre=comedy` or a JSON object; a value that is JSON (a number, true, "quoted", a list) is that, any other
 * is text.
 */
export const parameters: ValueType<Readonly<Record<string, ParameterValue>>> = {
  accepts: 'NAME=VALUE pairs separated by commas, or a JSON object of texts, numbers, true, false, null and lists',
  parse(raw) {
    const object = typeof raw === 'string' && raw.trimStart().startsWith('{') ? jsonOr(raw, undefined) : raw;
    const entries =
      typeof object === 'string'
        ? object
            .split(',')
            .map(splitFirst)
            .map(([name, value]): [string, unknown] => [name, jsonOr(value, value)])
        : objectEntries(object);
    const valid = entries?.every(([name, value]) => /^[A-Za-z_]\w*$/.test(name) && isParameter(value));
    return entries !== undefined && valid === true
      ? (Object.fromEntries(entries) as Record<string, ParameterValue>)
      : undefined;
  },
};

export type ParameterValue = string | number | boolean | null | readonly ParameterValue[];

function isParameter(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isParameter);
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function jsonOr(text: string, otherwise: unknown): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
}

function splitFirst(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return at < 0 ? ['', ''] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
}

function toNumber(raw: unknown): number {
  if (typeof raw === 'number') return raw;
  return typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : Number.NaN;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function splitPair(pair: string): [string, string] {
  const at = pair.lastIndexOf('=');
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
}

function objectOf(raw: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(objectEntries(raw) ?? []);
}

function objectEntries(raw: unknown): [string, unknown][] | undefined {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? Object.entries(raw) : undefined;
}
