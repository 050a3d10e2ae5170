/** Whether an input holds more values than that, lists and objects included; looks no further than it must. */
export function holdsMoreThan(most: number, input: unknown): boolean {
  const waiting = [input];
  for (let seen = 0; waiting.length > 0; seen++) {
    if (seen + waiting.length > most) return true;
    const value = waiting.pop();
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) waiting.push(inner);
  }
  return false;
}
