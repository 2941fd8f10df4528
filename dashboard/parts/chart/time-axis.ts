/** An axis of test time as people count it: by minutes, hours and days, with room for what stands at each step. All times in s. */

const [MINUTE, HOUR, DAY] = [60, 3600, 86_400];
const UNITS = [
  ['d', DAY],
  ['h', HOUR],
  ['min', MINUTE],
  ['s', 1],
] as const;

const of =
  (unitS: number) =>
  (count: number): number =>
    count * unitS;

/** What the axis may go by, the smallest first. */
export const STEPS_S: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map(of(MINUTE)),
  ...[1, 2, 3, 6, 12].map(of(HOUR)),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map(of(DAY)),
];

/** Down to the unit of the step, so that no two steps read alike: `1 d 2 h 30 min`. */
export function timeAt(timeS: number, stepS: number): string {
  if (timeS < 0) return `-${timeAt(-timeS, stepS)}`;
  const finest = UNITS.find(([, size]) => size <= stepS) ?? UNITS.at(-1)!;
  const parts = UNITS.slice(0, UNITS.indexOf(finest) + 1).map(([name, size], k) => {
    const larger = UNITS[k - 1]?.[1] ?? Infinity;
    return [Math.floor((timeS % larger) / size), name] as const;
  });
  const told = parts.filter(([count]) => count > 0).map(([count, name]) => `${count} ${name}`);
  return told.length === 0 ? `0 ${finest[0]}` : told.join(' ');
}

/** Of a character, and of a step at least, px. */
const CHARACTER_PX = 7;
const LEAST_PX = 90;

/** From one step to the next, px, so that none of their texts runs into the next. */
export function roomPx(fromS: number, toS: number, plotPx: number): number {
  const leastStepS = (LEAST_PX / plotPx) * (toS - fromS);
  // No time of a day is longer than its last.
  const longest = timeAt(Math.ceil(toS / DAY) * DAY - 1, leastStepS);
  return Math.max(LEAST_PX, CHARACTER_PX * longest.length);
}
