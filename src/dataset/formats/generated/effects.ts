import { Random } from '../../../core/random.js';
import { SAMPLE_START, userKey, WEEK, type SampleSettings } from './settings.js';
import { CATEGORIES } from './vocabulary.js';

/** In the tenth week a random half of the users sees a promotion of Coffee: they buy twice as often what they look at. */
export const PROMOTION = {
  category: CATEGORIES.findIndex(({ name }) => name === 'Coffee'),
  from: SAMPLE_START + 9 * WEEK,
  to: SAMPLE_START + 10 * WEEK,
  factor: 2,
} as const;

/** Whether something happens after an item was looked at; `match`: the item is of the user's first taste. */
export const RATES = {
  liked: { match: 0.2, other: 0.05 },
  carted: { match: 0.25, other: 0.1 },
  /** By whether it was carted. Liking does not enter. */
  purchased: { carted: 0.4, notCarted: 0.03 },
  /** Of the above, where the item is not of the first taste. */
  otherTasteFactor: 0.5,
} as const;

export function isPromoted(seed: number, user: number): boolean {
  return Random.stream(seed, `sample promotion ${user}`).below(2) === 1;
}

/** A causal effect that the sample was made with, so that an estimate can be held against it. */
export interface KnownEffect {
  readonly name: string;
  readonly statement: string;
  readonly parameters: Readonly<Record<string, number | string>>;
  /** The users in the treated half, where treatment is by user. */
  readonly treatedUsers?: readonly string[];
}

export function knownEffects({ seed, users }: SampleSettings): KnownEffect[] {
  const treatedUsers = Array.from({ length: users }, (_, user) => user).filter((user) => isPromoted(seed, user));
  const category = CATEGORIES[PROMOTION.category]!.name;
  return [
    {
      name: 'promotion',
      statement: `For the treated half of the users, drawn at random, the chance that a look at a ${category} item leads to a purchase is doubled from \`from\` until \`to\`.`,
      parameters: { category, from: PROMOTION.from, to: PROMOTION.to, factor: PROMOTION.factor },
      treatedUsers: treatedUsers.map(userKey),
    },
    {
      name: 'carting',
      statement:
        "Carting an item raises the chance of buying it at once; both rates are halved outside the user's first taste.",
      parameters: { purchaseRateCarted: RATES.purchased.carted, purchaseRateNotCarted: RATES.purchased.notCarted },
    },
    {
      name: 'liking',
      statement:
        'Liking an item does not change the chance of buying it: the two go together only because both are commoner within the first taste.',
      parameters: { effect: 0 },
    },
  ];
}
