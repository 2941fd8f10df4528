/** What somebody who wrote one word probably meant. */
import { distance } from 'fastest-levenshtein';
import { otherNamesOf } from './ingredients/find-ingredient.js';

/**
 * The candidate nearest to `word`, if it differs by at most two letters or a third of them. Case does not count, and
 * the last part of a dotted name stands for the whole (`EC` for `solvent.EC`); an ingredient may go by another name.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .flatMap((candidate) => [candidate, ...otherNames(candidate)].map((name) => ({ candidate, name })))
    .map((one) => ({ ...one, edits: edits(word.toLowerCase(), one.name.toLowerCase()) }))
    .filter(({ name, edits: n }) => n <= Math.max(2, name.length / 3) && n < name.length)
    .sort((a, b) => a.edits - b.edits);
  return ranked[0]?.candidate;
}

/** What else an ingredient is called, behind the same dotted beginning. */
function otherNames(candidate: string): string[] {
  const start = candidate.lastIndexOf('.') + 1;
  return otherNamesOf(candidate.slice(start)).map((name) => candidate.slice(0, start) + name);
}

function edits(word: string, candidate: string): number {
  const last = candidate.slice(candidate.lastIndexOf('.') + 1);
  return last === word ? 0 : distance(word, candidate);
}
