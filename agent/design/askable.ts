/** What a design can be asked for: the quantities that were measured. */
import { nearest } from '../../config/suggest.js';
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

/**
 * The quantity that a word means: its name, or words of it that no other has (`retention` for `capacity_retention`).
 * @throws {DesignError} none or several
 */
export function askableNamed(word: string, all: readonly Askable[]): Askable {
  const exact = all.find(({ name }) => name === word);
  if (exact) return exact;
  const parts = wordsOf(word);
  const matching = all.filter(({ name }) => parts.every((part) => wordsOf(name).includes(part)));
  if (matching.length === 1) return matching[0]!;
  throw new DesignError(
    `"${word}": ${hintFor(word, parts, all, matching)}; --targets or GET /design list what can be asked`,
  );
}

function hintFor(
  word: string,
  parts: readonly string[],
  all: readonly Askable[],
  matching: readonly Askable[],
): string {
  const listed = (some: readonly Askable[]): string => some.map(({ name }) => name).join(', ');
  if (matching.length > 1) return `expected one quantity, this may be ${listed(matching)}`;
  const names = all.map(({ name }) => name);
  const meant =
    nearest(word, names) ?? names.find((name) => wordsOf(name).some((part) => nearest(word, [part])));
  if (meant !== undefined) return `nothing of that name was measured; did you mean ${meant}?`;
  const akin = all.filter(({ name }) => wordsOf(name).some((part) => parts.includes(part)));
  return `nothing of that name was measured; there ${akin.length > 0 ? `is ${listed(akin)}` : `are ${listed(all)}`}`;
}

function wordsOf(name: string): string[] {
  return name.toLowerCase().split(/[^\p{L}\p{N}%]+/u);
}
