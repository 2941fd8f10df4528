/** Which backups are kept: close together for yesterday, further apart for last month. */
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The epoch was a Thursday; weeks begin on Monday, UTC. */
const MONDAY_MS = 4 * DAY_MS;

const SPANS = [
  { keep: 24, of: (atMs: number) => Math.floor(atMs / HOUR_MS) },
  { keep: 14, of: (atMs: number) => Math.floor(atMs / DAY_MS) },
  { keep: 8, of: (atMs: number) => Math.floor((atMs - MONDAY_MS) / (7 * DAY_MS)) },
];

/** At most this many are ever kept. */
export const MOST_KEPT = SPANS.reduce((sum, { keep }) => sum + keep, 0);

/**
 * The newest of each of the latest 24 hours, 14 days and 8 weeks that have any; spans without a backup do not count, so
 * that after a month switched off the old ones are still there.
 * @param timesMs when the backups were made, ms since the epoch, in any order
 */
export function timesToKeep(timesMs: Iterable<number>): Set<number> {
  const newestFirst = [...new Set(timesMs)].sort((a, b) => b - a);
  return new Set(SPANS.flatMap(({ keep, of }) => newestOfEach(newestFirst, of).slice(0, keep)));
}

function newestOfEach(newestFirst: readonly number[], spanOf: (atMs: number) => number): number[] {
  return newestFirst.filter((atMs, i) => i === 0 || spanOf(atMs) !== spanOf(newestFirst[i - 1]!));
}
