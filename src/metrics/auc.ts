/**
 * Area under the ROC curve of one user: the chance that a relevant item scores above one that is not, over the whole
 * catalog, a tie counting half (Rendle et al., UAI 2009; Fawcett 2006). Of `scores` [I] only items marked in
 * `candidates` [I] take part; `relevant` are indices of candidates. 0.5 where there is nothing to tell apart.
 * O(I log |relevant|).
 */
export function auc(scores: Float32Array, relevant: Int32Array, candidates: Uint8Array): number {
  const wanted = Float32Array.from(relevant, (item) => scores[item]!).sort();
  // Pairs won, in halves, of relevant against all candidates; then those among the relevant themselves are taken out.
  let halves = 0;
  let count = 0;
  for (let item = 0; item < scores.length; item++) {
    if (candidates[item] === 0) continue;
    count++;
    halves += halvesAbove(wanted, scores[item]!);
  }
  for (const score of wanted) halves -= halvesAbove(wanted, score);
  const pairs = wanted.length * (count - wanted.length);
  return pairs === 0 ? 0.5 : halves / (2 * pairs);
}

/** 2 for each of the ascending scores above `score`, 1 for each that equals it. */
function halvesAbove(ascending: Float32Array, score: number): number {
  const { length } = ascending;
  if (score < ascending[0]!) return 2 * length;
  if (score > ascending[length - 1]!) return 0;
  return (
    2 * length - firstPlace(ascending, (value) => value >= score) - firstPlace(ascending, (value) => value > score)
  );
}

/** First place whose value satisfies a condition that holds for all later ones; the length where none does. */
function firstPlace(ascending: Float32Array, holds: (value: number) => boolean): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(ascending[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
