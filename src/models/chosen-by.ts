/** Places that a validation list has. */
export const JUDGED_PLACES = 20;

/** What epochs, weights of a blend and exponents of a walk are compared by. */
export const CHOSEN_BY = `recall@${JUDGED_PLACES}`;
