/** What somebody who wrote one word probably meant. */
import { distance } from 'fastest-levenshtein';

/**
 * The candidate nearest to `word`, if it differs by at most two letters or a third of them. Case does not count, and
 * the last part of a dotted name stands for the whole (`EC` for `solvent.EC`).
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: edits(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter((one) => one.edits <= Math.max(2, one.candidate.length / 3) && one.edits < one.candidate.length)
    .sort((a, b) => a.edits - b.edits);
  return ranked[0]?.candidate;
}

function edits(word: string, candidate: string): number {
  const last = candidate.slice(candidate.lastIndexOf('.') + 1);
  return last === word ? 0 : distance(word, candidate);
}
