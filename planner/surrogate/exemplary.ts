/** Multiples of it are spread evenly over the unit interval, however many there are. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * At most `count` of the rows, as good as drawn at random: hyperparameters learned from them are those of all, only less
 * sure. Well-spread rows would not do, for without close ones noise passes for roughness. Rows that are appended later
 * replace few of those chosen before.
 */
export function exemplary<Row>(rows: readonly Row[], count: number): readonly Row[] {
  if (rows.length <= count) return rows;
  const ranked = [...rows.keys()].sort((a, b) => ((a * GOLDEN) % 1) - ((b * GOLDEN) % 1));
  const chosen = ranked.slice(0, count).sort((a, b) => a - b);
  return chosen.map((index) => rows[index]!);
}
