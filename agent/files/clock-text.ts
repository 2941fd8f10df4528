/** Times that testers print as on a clock or a calendar. */

const DURATION = /^(?:(\d+)\s*(?:d(?:ays?)?[\s,]*|-))?(\d+):(\d{1,2}):(\d{1,2}(?:[.,]\d+)?)$/i;
const DATE = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T\s]+(\d{1,2}):(\d{2}):(\d{2}(?:[.,]\d+)?)\s*Z?$/i;

/**
 * `26:03:04.5`, `1d 02:03:04.5` and `1-02:03:04.5` in s; `2024-10-23 12:00:00`, read as UTC, in s since 1970. NaN for all
 * else: in `01/02/2024` nobody can tell the day from the month.
 */
export function clockTimeS(cell: string): number {
  const text = cell.trim();
  const duration = DURATION.exec(text);
  if (duration) return secondsOf(duration.slice(1));
  const date = DATE.exec(text);
  if (!date) return NaN;
  const [year = 0, month = 0, day = 0] = date.slice(1, 4).map(Number);
  return Date.UTC(year, month - 1, day) / 1000 + secondsOf([undefined, ...date.slice(4)]);
}

function secondsOf([days, hours, minutes, seconds]: readonly (string | undefined)[]): number {
  const whole = (Number(days ?? 0) * 24 + Number(hours)) * 60 + Number(minutes);
  return whole * 60 + Number(seconds!.replace(',', '.'));
}
