/** What a design can be asked for: the quantities that were measured. */
import { nearest } from '../../config/suggest.js';
import type { PlanRequest } from '../../planner/request.js';
import { isLow } from '../../planner/sources/sources.js';
import { DesignError } from './design-error.js';

export interface Askable {
  readonly name: string;
  /** UCUM; undefined where the table says none. */
  readonly unit: string | undefined;
  /** Results so far. */
  readonly count: number;
  /** The range they span, in `unit`. */
  readonly least: number;
  readonly largest: number;
}

export interface Result {
  readonly name: string;
  readonly unit?: string | undefined;
  readonly value: number;
}

/** What was measured, low fidelity apart; a limit is no result. */
export function resultsIn({
  observations,
  lowFidelity = [],
}: Pick<PlanRequest, 'observations' | 'lowFidelity'>): { name: string; value: number }[] {
  const low = new Set(lowFidelity);
  return observations
    .filter(({ source }) => !isLow(low, source))
    .flatMap(({ results }) =>
      Object.entries(results)
        .filter(([, { censored }]) => censored === undefined)
        .map(([name, { value }]) => ({ name, value })),
    );
}

/** By name, in the order of first appearance. */
export function askables(results: readonly Result[]): Askable[] {
  const names = [...new Set(results.map(({ name }) => name))];
  return names.map((name) => {
    const own = results.filter((one) => one.name === name);
    const values = own.map(({ value }) => value);
    const least = values.reduce((a, b) => Math.min(a, b));
    const largest = values.reduce((a, b) => Math.max(a, b));
    return { name, unit: own[0]!.unit, count: own.length, least, largest };
  });
}

/** What the field calls some quantities besides; its own name goes before. */
const ALIASES: Readonly<Partial<Record<string, string>>> = {
  ...{ film_f: 'fluorine_fraction', sei_thickness: 'film_thickness' },
  ...{ r_film: 'film_resistance', r_sei: 'film_resistance', sei_resistance: 'film_resistance' },
  ...{ r_ct: 'charge_transfer_resistance', rct: 'charge_transfer_resistance', dcir: 'dc_resistance' },
  ...{ ce: 'coulombic_efficiency', ice: 'first_cycle_efficiency', fce: 'first_cycle_efficiency' },
};

/**
 * The quantity that a word means: its name, another name of it, or words of it that no other has (`retention` for
 * `capacity_retention`).
 * @throws {DesignError} none or several
 */
export function askableNamed(word: string, all: readonly Askable[]): Askable {
  const parts = wordsOf(word);
  const exact =
    all.find(({ name }) => name === word) ?? all.find(({ name }) => name === ALIASES[parts.join('_')]);
  if (exact) return exact;
  const matching = all.filter(({ name }) => parts.every((part) => wordsOf(name).includes(part)));
  if (matching.length === 1) return matching[0]!;
  if (all.length === 0) throw new DesignError(`"${word}": nothing was measured yet that could be asked for`);
  throw new DesignError(
    `"${word}": ${hintFor(word, all, matching)}; --targets or GET /design list what can be asked`,
  );
}

function hintFor(word: string, all: readonly Askable[], matching: readonly Askable[]): string {
  if (matching.length > 1) return `expected one quantity, this may be ${listed(matching)}`;
  const names = all.map(({ name }) => name);
  // A word that several quantities share, such as film, tells none of them.
  const akin = names.filter((name) => wordsOf(name).some((part) => nearest(word, [part])));
  const meant = nearest(word, names) ?? (akin.length === 1 ? akin[0] : undefined);
  if (meant !== undefined) return `nothing of that name was measured; did you mean ${meant}?`;
  return `nothing of that name was measured; there are ${listed(all)}`;
}

/** `film_resistance (Ohm), score`. */
function listed(some: readonly Askable[]): string {
  return some.map(({ name, unit }) => (unit === undefined ? name : `${name} (${unit})`)).join(', ');
}

function wordsOf(name: string): string[] {
  return name.toLowerCase().split(/[^\p{L}\p{N}%]+/u);
}
