/** Roots of functions of one variable. */

export interface Bracket {
  readonly from: number;
  readonly to: number;
  /** Values at the two ends, of opposite sign. */
  readonly atFrom: number;
  readonly atTo: number;
}

/** On a function with a wall the false position creeps: from here on the bracket is halved. */
const PATIENCE = 20;

/** Illinois variant of the false position; stops when |f| is within `tolerance`. Returns the best point so far. */
export function illinois(
  f: (x: number) => number,
  { from, to, atFrom, atTo }: Bracket,
  tolerance: number,
  iterations: number,
): number {
  if (Math.abs(atFrom) < tolerance) return from;
  let [a, b, fa, fb] = [from, to, atFrom, atTo];
  for (let i = 0; i < iterations; i++) {
    const x = i < PATIENCE ? (a * fb - b * fa) / (fb - fa) : (a + b) / 2;
    const fx = f(x);
    if (!Number.isFinite(fx)) return b;
    if (Math.abs(fx) < tolerance) return x;
    if (fx > 0 === fb > 0) fa /= 2;
    else [a, fa] = [b, fb];
    [b, fb] = [x, fx];
  }
  return b;
}

/** Secant method from two start points; stops when |f| is within `tolerance`. Not finite when it runs away. */
export function secant(
  f: (x: number) => number,
  [first, second]: readonly [number, number],
  tolerance: number,
  iterations: number,
): number {
  let [a, b] = [first, second];
  let [fa, fb] = [f(a), f(b)];
  for (let i = 0; i < iterations && Math.abs(fb) >= tolerance && fb !== fa; i++) {
    const x = b - (fb * (b - a)) / (fb - fa);
    [a, fa] = [b, fb];
    [b, fb] = [x, f(x)];
  }
  return b;
}

/** Root of a function that never falls: steps outward from `guess` until it is bracketed, then closes in. */
export function increasingRoot(
  f: (x: number) => number,
  guess: number,
  firstStep: number,
  tolerance: number,
): number {
  const atGuess = f(guess);
  if (Math.abs(atGuess) < tolerance) return guess;
  const step = -Math.sign(atGuess) * firstStep;
  let bracket = { from: guess, atFrom: atGuess, to: guess + step, atTo: f(guess + step) };
  for (let grown = 2 * step; bracket.atFrom * bracket.atTo > 0 && Math.abs(grown) < 1e6; grown *= 2) {
    const to = bracket.to + grown;
    bracket = { from: bracket.to, atFrom: bracket.atTo, to, atTo: f(to) };
  }
  return illinois(f, bracket, tolerance, 60);
}
